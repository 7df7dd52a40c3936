"""Forms: sending feedback, looking up a case, handling a case."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.files import (
    ACCEPTED_SUFFIXES,
    MAX_FILE_SIZE,
    MAX_FILES,
    REFUSED_FILES_KEY,
    find_kind,
    has_macros,
    has_too_many_pixels,
)
from feedback.models import CaseState
from foundations.personal_data.forms import ConsentMixin
from foundations.personal_data.holders import make_contact_key
from foundations.personal_data.models import Purpose
from foundations.public_forms.forms import PublicForm
from foundations.units.models import Unit

MAX_TEXT_LENGTH = 10_000


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked by its content."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = [super(ManyFilesField, self).clean(each, initial) for each in data or [] if each]
        for file in files:
            if file.size > MAX_FILE_SIZE:
                raise forms.ValidationError(_("“%s” lớn hơn 5 MB.") % file.name)
            if not find_kind(file):
                raise forms.ValidationError(explain_refusal(file) % file.name)
        return files


def explain_refusal(file):
    """Why a file is refused; `%s` stands for its name."""
    if has_macros(file):
        return _("“%s” có macro (đoạn lệnh tự chạy). Hãy lưu lại thành tệp không có macro.")
    if has_too_many_pixels(file):
        return _("“%s” có quá nhiều điểm ảnh. Hãy thu nhỏ ảnh rồi gửi lại.")
    return _("“%s” không phải ảnh JPEG, PNG, tệp PDF, DOCX hay ODT, hoặc tệp đã hỏng.")


class FeedbackForm(PublicForm, ConsentMixin):
    """The public form."""

    purpose = "feedback"
    consent_purpose = Purpose.FEEDBACK
    texts = ("name", "email", "phone", "subject", "text")
    field_order = ["unit", "subject", "text", "files", "name", "email", "phone", "may_publish", "consent"]

    unit = forms.ModelChoiceField(
        label=_("Cơ quan, đơn vị chịu trách nhiệm"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Tôi không rõ; đề nghị chuyển đúng cơ quan"),
    )
    procedure_code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Tiêu đề"), max_length=200)
    text = forms.CharField(
        label=_("Nội dung góp ý, phản ánh"),
        max_length=MAX_TEXT_LENGTH,
        help_text=_("Viết tiếng Việt có dấu, nêu rõ việc gì, ở đâu, khi nào. Tối đa 10.000 ký tự."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    files = ManyFilesField(
        label=_("Tệp gửi kèm"),
        required=False,
        help_text=_("Tối đa 3 tệp, mỗi tệp không quá 5 MB: ảnh JPEG, PNG, tệp PDF, DOCX, ODT."),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED_SUFFIXES}),
    )
    name = forms.CharField(label=_("Họ tên"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Ghi thư điện tử hoặc số điện thoại; có thư điện tử thì bạn nhận được giấy tiếp nhận."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    may_publish = forms.BooleanField(
        label=_("Đồng ý để câu trả lời được đăng công khai, không nêu tên và thông tin của tôi"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="gop-y-%s", label_suffix="", **kwargs)
        self.fields["unit"].queryset = Unit.objects.valid_on(timezone.localdate()).alphabetical()

    @property
    def shown_fields(self):
        return [self[name] for name in ("unit", "subject", "text", "files", "name", "email", "phone")]

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        key = make_contact_key(phone)
        if phone and (not key or "@" in key):
            raise forms.ValidationError(_("Hãy ghi số điện thoại đầy đủ, ví dụ 0912 345 678."))
        return key

    def clean(self):
        if refused := self.request.META.get(REFUSED_FILES_KEY):
            words = _("Không nhận được “%(names)s”: tối đa %(most)s tệp, mỗi tệp không quá 5 MB.")
            self.errors.pop("files", None)  # the cut file would also be reported as broken
            self.add_error("files", words % {"names": "”, “".join(refused), "most": MAX_FILES})
        if not {"email", "phone"} & set(self.errors) and not (self.data.get("email") or self.data.get("phone")):
            self.add_error("email", _("Hãy ghi thư điện tử hoặc số điện thoại để cơ quan trả lời bạn."))
        return super().clean()


class LookUpForm(forms.Form):
    """Number and key from the receipt."""

    number = forms.CharField(
        label=_("Mã số"), max_length=20, help_text=_("Ví dụ: PA-2026-000123"), widget=forms.TextInput()
    )
    key = forms.CharField(
        label=_("Mã tra cứu"), max_length=20, help_text=_("Mười hai chữ, số ghi trên giấy tiếp nhận.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="tra-cuu-%s", label_suffix="", **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class HandlingForm(forms.Form):
    """The next state of a case with its details."""

    state = forms.ChoiceField(label=_("Chuyển sang"), choices=())
    forwarded_unit = forms.ModelChoiceField(
        label=_("Chuyển đến đơn vị"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Không chọn"),
    )
    forwarded_to = forms.CharField(label=_("Hoặc chuyển đến cơ quan khác"), required=False, max_length=255)
    answer = forms.CharField(
        label=_("Nội dung trả lời"),
        required=False,
        max_length=20_000,
        help_text=_("Người gửi đọc được khi tra cứu."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=_("Lý do không thuộc phạm vi"),
        required=False,
        max_length=5000,
        help_text=_("Người gửi đọc được khi tra cứu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=_("Ghi chú nội bộ"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]
        self.fields["forwarded_unit"].queryset = Unit.objects.valid_on(timezone.localdate()).alphabetical()

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state == CaseState.FORWARDED and not (cleaned.get("forwarded_unit") or cleaned.get("forwarded_to")):
            self.add_error("forwarded_unit", _("Hãy chọn đơn vị hoặc ghi cơ quan tiếp nhận."))
        if state == CaseState.ANSWERED and not cleaned.get("answer"):
            self.add_error("answer", _("Hãy ghi nội dung trả lời."))
        if state == CaseState.OUTSIDE and not cleaned.get("reason"):
            self.add_error("reason", _("Hãy ghi lý do để người gửi được biết."))
        return cleaned
