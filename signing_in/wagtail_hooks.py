"""Signing in, in the editors' interface."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from signing_in.account import SigningInPanel
from signing_in.actions import register_actions
from signing_in.places import places
from signing_in.setting_up import codes_file, two_step

hooks.register("register_log_actions", register_actions)
hooks.register("register_account_settings_panel", SigningInPanel)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("dang-nhap-hai-buoc/", two_step, name="two_step"),
        path("dang-nhap-hai-buoc/ma-du-phong.txt", codes_file, name="two_step_file"),
        path("noi-dang-nhap/", places, name="sign_ins"),
    ]


@hooks.register("insert_global_admin_css")
def looks():
    return format_html('<link rel="stylesheet" href="{}">', static("signing_in/signing_in.css"))
