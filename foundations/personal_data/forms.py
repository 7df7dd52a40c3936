"""Agreeing: the box that a sender ticks himself, and which version of the words stood beside it."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundations.personal_data.models import ConsentText


class ConsentMixin(forms.Form):
    """For forms that a person sends about himself; the form names its `consent_purpose`. Never ticked beforehand."""

    consent_purpose = ""

    consent = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý"),
        error_messages={"required": _("Hãy đánh dấu nếu bạn đồng ý; không có sự đồng ý thì trang không được lưu.")},
    )
    consent_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @cached_property
    def consent_text(self) -> ConsentText | None:
        """The version that the form shows."""
        return ConsentText.current(self.consent_purpose)

    def clean(self):
        cleaned = super().clean()
        if self.consent_text is None or cleaned.get("consent_version") != self.consent_text.pk:
            self.add_error("consent", _("Văn bản đồng ý vừa có phiên bản mới. Hãy đọc lại trước khi gửi."))
        return cleaned
