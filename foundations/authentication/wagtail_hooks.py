"""Signing in, in the editors' interface."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import log

from foundations.authentication.account import SigningInPanel
from foundations.authentication.actions import register_actions
from foundations.authentication.administrators import is_administrator, may_look_after
from foundations.authentication.people import manage_person
from foundations.authentication.places import list_sign_ins
from foundations.authentication.reports import ActivityReportView, FailedSignInReportView
from foundations.authentication.rules import edit_rules
from foundations.authentication.setting_up import download_codes, manage_two_step

hooks.register("register_log_actions", register_actions)
hooks.register("register_account_settings_panel", SigningInPanel)


@hooks.register("register_admin_urls")
def register_urls():
    failed, activity = FailedSignInReportView, ActivityReportView
    return [
        path("dang-nhap-hai-buoc/", manage_two_step, name="two_step"),
        path("dang-nhap-hai-buoc/ma-du-phong.txt", download_codes, name="two_step_file"),
        path("dang-nhap-hai-buoc/quy-dinh/", edit_rules, name="two_step_rules"),
        path("noi-dang-nhap/", list_sign_ins, name="sign_ins"),
        path("noi-dang-nhap/<int:pk>/", manage_person, name="person_sign_ins"),
        path("bao-cao/nhat-ky/", activity.as_view(), name="activity"),
        path("bao-cao/nhat-ky/ket-qua/", activity.as_view(results_only=True), name="activity_results"),
        path("bao-cao/dang-nhap-loi/", failed.as_view(), name="failed_sign_ins"),
        path("bao-cao/dang-nhap-loi/ket-qua/", failed.as_view(results_only=True), name="failed_sign_ins_results"),
    ]


@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("signing_in/signing_in.css"))


class AdministratorsMenuItem(MenuItem):
    """A menu item that only administrators see."""

    def is_shown(self, request):
        return is_administrator(request.user)


@hooks.register("register_reports_menu_item")
def register_activity_menu_item():
    return AdministratorsMenuItem(
        _("Nhật ký hoạt động"), reverse("activity"), name="activity", icon_name="history", order=1000
    )


@hooks.register("register_reports_menu_item")
def register_failed_menu_item():
    return AdministratorsMenuItem(
        _("Đăng nhập không thành công"), reverse("failed_sign_ins"), name="failed-sign-ins", icon_name="key", order=1010
    )


@hooks.register("construct_reports_menu")
def hide_site_history(request, menu_items):
    """Administrators have the whole log; Wagtail's shorter one stays for those who may not read that."""
    if is_administrator(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]


@hooks.register("register_settings_menu_item")
def register_rules_menu_item():
    return AdministratorsMenuItem(
        _("Bắt buộc đăng nhập hai bước"), reverse("two_step_rules"), name="two-step-rules", icon_name="lock", order=650
    )


@hooks.register("register_user_listing_buttons")
def register_listing_button(user, request_user):
    """A button in the menu of each person in the list of users."""
    if may_look_after(request_user, user):
        address = reverse("person_sign_ins", args=[user.pk])
        yield Button(_("Đăng nhập, thiết bị"), url=address, icon_name="key", priority=30)


@hooks.register("before_edit_user")
def store_earlier_rank(request, user):
    """Keeps on the request whether the user was a superuser before the form is saved."""
    request.signing_in_was_administrator = user.is_superuser


@hooks.register("after_edit_user")
def log_rank(request, user):
    """Logs that the form of a user made or unmade a superuser; groups are logged by `roles.py`."""
    before = getattr(request, "signing_in_was_administrator", user.is_superuser)
    if before != user.is_superuser:
        action = "signing_in.made_administrator" if user.is_superuser else "signing_in.no_administrator"
        log(user, action, user=request.user)
