"""The forms of a comment and of the agency's reply."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundations.personal_data.forms import ConsentMixin
from foundations.personal_data.models import Purpose
from foundations.public_forms.forms import PublicForm
from foundations.units.models import Unit
from news.comments.models import MAX_NAME_LENGTH, MAX_TEXT_LENGTH


class CommentForm(PublicForm, ConsentMixin):
    """The public form."""

    purpose = "comment"
    consent_purpose = Purpose.COMMENT
    texts = ("name", "email", "text")

    name = forms.CharField(
        label=_("Họ tên"), max_length=MAX_NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        help_text=_("Không hiển thị công khai; chỉ dùng khi cần liên hệ về bình luận này."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Nội dung bình luận"),
        max_length=MAX_TEXT_LENGTH,
        help_text=_("Viết tiếng Việt có dấu, tối đa 3.000 ký tự. Bình luận được duyệt trước khi hiển thị."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ["name", "email", "text", "consent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="binh-luan-%s", label_suffix="", **kwargs)

    @property
    def shown_fields(self):
        return [self[name] for name in ("name", "email", "text")]


class OfficialReplyForm(forms.Form):
    """The agency's reply to a comment; readers see it marked as official."""

    unit = forms.ModelChoiceField(
        label=_("Cơ quan trả lời"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Ban biên tập"),
    )
    text = forms.CharField(label=_("Nội dung trả lời"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.valid_on(timezone.localdate()).alphabetical()
