"""For administrators: the log of activity, and the failed attempts to sign in."""

from __future__ import annotations

import django_filters
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from foundations.authentication.administrators import require_administrator
from foundations.authentication.browsers import find_device
from foundations.authentication.models import FailedSignIn, describe_device
from foundations.authentication.throttling import UNKNOWN_NAME_PREFIX
from foundations.spreadsheets.exports import LocalExportMixin

# Entries without a user, of which Wagtail would say that the system did them.
ANONYMOUS_ACTIONS = {"signing_in.failed", "signing_in.locked"}
EDIT_ACTION = "wagtail.edit"


def drop_earlier_autosaves(entries: QuerySet) -> QuerySet:
    """Drops all autosaves of an editing session but the last one.

    Wagtail gives all of them one uuid; a request that does something to many objects gives one to each, so the object
    is compared too.
    """
    thing = "page_id" if entries.model is PageLogEntry else "object_id"
    same = {name: OuterRef(name) for name in ("uuid", "action", "user_id", "content_type_id", thing)}
    later = entries.model.objects.filter(**same, timestamp__gt=OuterRef("timestamp"))
    return entries.exclude(Exists(later), action=EDIT_ACTION)


class AdministratorsOnlyMixin:
    """Raises PermissionDenied for all others: the reports are about everybody."""

    def dispatch(self, request, *args, **kwargs):
        require_administrator(request)
        return super().dispatch(request, *args, **kwargs)


class ActivityFilterSet(SiteHistoryReportFilterSet):
    """Wagtail's filters, and the role of who did it: each unit's editors are a role of their own."""

    role = django_filters.ModelChoiceFilter(
        label=_("Vai trò, đơn vị của người thực hiện"),
        field_name="user__groups",
        queryset=Group.objects.order_by("name"),
        empty_label=_("Tất cả"),
    )


class ActivityReportView(AdministratorsOnlyMixin, LocalExportMixin, LogEntriesView):
    """Who did what and when: all that Wagtail and this site log, in one list, for reading and for Excel."""

    page_title = _("Nhật ký hoạt động")
    filterset_class = ActivityFilterSet
    results_template_name = "signing_in/activity_results.html"
    index_url_name = "activity"
    index_results_url_name = "activity_results"
    export_headings = {
        "timestamp": _("Thời điểm"),
        "actor": _("Người thực hiện"),
        "action": _("Việc"),
        "message": _("Nội dung"),
        "label": _("Đối tượng"),
        "content_type": _("Loại"),
        "object_id": _("Mã số đối tượng"),
    }
    list_export = list(export_headings)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.custom_field_preprocess["message"] = {self.FORMAT_CSV: force_str, self.FORMAT_XLSX: force_str}

    def filter_queryset(self, queryset):
        return super().filter_queryset(drop_earlier_autosaves(queryset))

    def decorate_paginated_queryset(self, queryset):
        entries = super().decorate_paginated_queryset(queryset)
        for entry in entries:
            entry.actor = _now("không rõ") if entry.action in ANONYMOUS_ACTIONS else str(entry.user_display_name)
        return entries

    def get_filename(self):
        return f"nhat-ky-hoat-dong-{timezone.localdate():%Y-%m-%d}"

    def get_action_label(self, action):
        """An action that nothing registers any longer, of a part that was taken out, keeps its name."""
        return force_str(registry.get_action_label(action)) if registry.action_exists(action) else action

    @property
    def header_buttons(self):
        address = reverse("failed_sign_ins")
        return [*super().header_buttons, HeaderButton(_("Đăng nhập không thành công"), url=address, icon_name="key")]


class FailedSignInFilterSet(WagtailFilterSet):
    """Filters of the failed attempts."""

    username = django_filters.CharFilter(label=_("Tên đăng nhập"), lookup_expr="icontains")
    attempt_time = django_filters.DateFromToRangeFilter(label=_("Khoảng thời gian"), widget=DateRangePickerWidget)
    locked_out = django_filters.BooleanFilter(label=_("Dẫn đến tạm dừng"))

    class Meta:
        model = FailedSignIn
        fields = []


class FailedSignInReportView(AdministratorsOnlyMixin, LocalExportMixin, ReportView):
    """Every failed attempt of the last 90 days, without addresses."""

    page_title = _("Đăng nhập không thành công")
    header_icon = "key"
    filterset_class = FailedSignInFilterSet
    is_searchable = False
    index_url_name = "failed_sign_ins"
    index_results_url_name = "failed_sign_ins_results"
    list_export = ["attempt_time", "username", "locked_out"]
    export_headings = {
        "attempt_time": _("Thời điểm"),
        "username": _("Tên đăng nhập"),
        "locked_out": _("Dẫn đến tạm dừng"),
    }
    export_filename = "dang-nhap-khong-thanh-cong"
    columns = [
        Column("attempt_time", label=_("Thời điểm"), accessor=lambda row: format_moment(row.attempt_time)),
        Column("username", label=_("Tên đăng nhập"), accessor=lambda row: format_name(row.username)),
        Column("device", label=_("Thiết bị"), accessor=lambda row: describe_device(*find_device(row.user_agent))),
        Column("locked_out", label=_("Dẫn đến tạm dừng"), accessor=lambda row: _("có") if row.locked_out else ""),
    ]

    def get_queryset(self):
        return FailedSignIn.objects.all()


def format_moment(moment) -> str:
    """`31/12/2026 08:30:00` in local time."""
    return date_format(timezone.localtime(moment), "d/m/Y H:i:s")


def format_name(name: str) -> str:
    """The user name; a note in place of the hash of an unknown name."""
    return _now("(tên không có trong hệ thống)") if name.startswith(UNKNOWN_NAME_PREFIX) else name
