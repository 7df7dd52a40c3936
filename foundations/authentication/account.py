"""The panel about signing in on the user's own account page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, SettingsTab

from foundations.authentication.places import find_live_sign_ins
from foundations.authentication.second_step import count_recovery_codes, get_device

tab = SettingsTab("dang-nhap", _("Đăng nhập"), order=300)


class EmptyPanelForm(forms.Form):
    """Wagtail wants a form for each panel; this panel only has links."""

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, **kwargs)

    def save(self):
        pass


class SigningInPanel(BaseSettingsPanel):
    """Whether the user has a second step and how many sign-ins, with links to the pages that change them."""

    name = "signing_in"
    title = _("Đăng nhập và an toàn tài khoản")
    tab = tab
    order = 100
    template_name = "signing_in/account_panel.html"
    form_class = EmptyPanelForm

    def get_context_data(self):
        shown = {"has_second_step": get_device(self.user) is not None, "left": count_recovery_codes(self.user)}
        return {**super().get_context_data(), **shown, "places": len(find_live_sign_ins(self.user))}
