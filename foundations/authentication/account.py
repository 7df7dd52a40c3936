"""What the page of one's own account says about signing in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, SettingsTab

from foundations.authentication.places import live_sign_ins
from foundations.authentication.second_step import device_of, recovery_codes_left

tab = SettingsTab("dang-nhap", _("Đăng nhập"), order=300)


class NothingToFillIn(forms.Form):
    """The panel only leads on; Wagtail asks each for a form."""

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, **kwargs)

    def save(self):
        pass


class SigningInPanel(BaseSettingsPanel):
    """How one signs in, and where one is signed in, with links to the pages that change it."""

    name = "signing_in"
    title = _("Đăng nhập và an toàn tài khoản")
    tab = tab
    order = 100
    template_name = "signing_in/account_panel.html"
    form_class = NothingToFillIn

    def get_context_data(self):
        shown = {"has_second_step": device_of(self.user) is not None, "left": recovery_codes_left(self.user)}
        return {**super().get_context_data(), **shown, "places": len(live_sign_ins(self.user))}
