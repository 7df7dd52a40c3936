"""The form of an invitation; it also checks each line of a list."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from foundations.members.inviting import Invitee
from foundations.members.memberships import check_unit
from foundations.members.permissions import find_units_to_fill, get_role_choices, is_inviter_of_all
from foundations.vietnamese.normalisation import make_one_line

MAX_EMAIL_LENGTH = 150  # it is the user name, too
MAX_NAME_LENGTH = 150


def make_form_key() -> str:
    """A random key of one shown form, so that sending it twice invites once."""
    return secrets.token_hex(16)


class InvitationForm(forms.Form):
    """Person, role and unit. A unit's editor may choose their own units and the writer's role only."""

    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=MAX_NAME_LENGTH,
        help_text=_("Ghi đủ họ, tên đệm và tên, ví dụ: Nguyễn Văn An."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=MAX_EMAIL_LENGTH,
        help_text=_("Lời mời được gửi đến địa chỉ này; đây cũng là tên đăng nhập."),
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=[])
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=None,
        required=False,
        empty_label=_("– Không thuộc riêng đơn vị nào –"),
        help_text=_("Bắt buộc đối với người viết và biên tập viên đơn vị."),
    )
    valid_to = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Ngày cuối cùng còn giữ vai trò; để trống nếu chưa ấn định."),
    )
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = get_role_choices(by)
        self.fields["unit"].queryset = find_units_to_fill(by)
        if not is_inviter_of_all(by):
            self.fields["unit"].required = True
            self.fields["unit"].empty_label = None
        # Units that have ended are not offered; if one is sent all the same, the error names its successors.
        offered = find_units_to_fill(by).valid_on(timezone.localdate())
        empty = [("", self.fields["unit"].empty_label)] if self.fields["unit"].empty_label else []
        self.fields["unit"].widget.choices = [*empty, *((unit.pk, str(unit)) for unit in offered)]

    def clean_name(self):
        name = make_one_line(self.cleaned_data["name"])
        if not name:  # it had only invisible characters
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        try:
            get_user_model().username_validator(email)
        except ValidationError:
            raise ValidationError(_("Địa chỉ có dấu không dùng được trong tên đăng nhập.")) from None
        if get_user_model().objects.filter(Q(email__iexact=email) | Q(username__iexact=email)).exists():
            raise ValidationError(
                _("Địa chỉ này đã có tài khoản. Để giao thêm vai trò, quản trị viên dùng nút Giao vai trò."),
                code="known",
            )
        return email

    def clean_valid_to(self):
        day = self.cleaned_data["valid_to"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Ngày này đã qua."))
        return day

    def clean(self):
        cleaned = super().clean()
        if "role" in cleaned and "unit" in cleaned:
            check_unit(cleaned["role"], cleaned["unit"])
        return cleaned

    @property
    def invitee(self) -> Invitee:
        """The checked data."""
        return Invitee(**{name: self.cleaned_data[name] for name in ("name", "email", "role", "unit", "valid_to")})
