"""The consent checkbox of public forms, with the version of the text beside it."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundations.personal_data.models import ConsentText


class ConsentMixin(forms.Form):
    """For forms with personal data; subclasses set `consent_purpose`. The box is never ticked beforehand."""

    consent_purpose = ""

    consent = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý"),
        error_messages={"required": _("Hãy đánh dấu nếu bạn đồng ý; không có sự đồng ý thì trang không được lưu.")},
    )
    consent_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @cached_property
    def consent_text(self) -> ConsentText | None:
        """The version that the form shows."""
        return ConsentText.get_current(self.consent_purpose)

    def clean(self):
        cleaned = super().clean()
        if self.consent_text is None or cleaned.get("consent_version") != self.consent_text.pk:
            self.add_error("consent", _("Văn bản đồng ý vừa có phiên bản mới. Hãy đọc lại trước khi gửi."))
        return cleaned
