"""Hooks: addresses, menu item, permission and log actions of the counters."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from foundations.counters.reports import DailyReportView
from foundations.counters.resetting import OPENING_ACTION, RESET_ACTION, manage_counter
from foundations.vietnamese.templatetags.vietnamese import grouped


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("bao-cao/theo-ngay/", DailyReportView.as_view(), name="daily_visits_report"),
        path(
            "bao-cao/theo-ngay/ket-qua/",
            DailyReportView.as_view(results_only=True),
            name="daily_visits_report_results",
        ),
        path("so-dem/<slug:kind>/<int:pk>/", manage_counter, name="counter"),
    ]


@hooks.register("register_reports_menu_item")
def register_daily_visits_item():
    return MenuItem(_("Lượt truy cập theo ngày"), reverse("daily_visits_report"), icon_name="history", order=100)


@hooks.register("register_permissions")
def register_reset_permission():
    """Lists the right to reset in the form of a group; by default only administrators have it."""
    return Permission.objects.filter(content_type__app_label="counters", codename="add_counterreset")


@hooks.register("register_log_actions")
def register_actions(actions):
    @actions.register_action(RESET_ACTION)
    class ResetFormatter(LogFormatter):
        label = _("Đặt lại số đếm")

        def format_message(self, log_entry):
            words = _now("Đặt lại số đếm từ %(value)s về 0. Lý do: %(reason)s")
            return words % {"value": grouped(log_entry.data["value"]), "reason": log_entry.data["reason"]}

    @actions.register_action(OPENING_ACTION)
    class OpeningFormatter(LogFormatter):
        label = _("Sửa số chuyển sang")

        def format_message(self, log_entry):
            numbers = {name: grouped(log_entry.data[name]) for name in ("before", "after")}
            return _now("Sửa số chuyển sang từ %(before)s thành %(after)s") % numbers
