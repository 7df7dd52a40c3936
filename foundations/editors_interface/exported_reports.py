"""Wagtail's own reports with our exports: local times, Vietnamese headings, no active formulas.

Wagtail has no setting for its exports, so these views answer its addresses; URL names and screens stay Wagtail's.
"""

from __future__ import annotations

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.contrib.redirects.views import IndexView as RedirectsView
from wagtail.contrib.search_promotions.views.reports import SearchTermsReportView
from wagtail.coreutils import get_content_type_label

from foundations.spreadsheets.exports import LocalExportMixin


class DatedExportMixin(LocalExportMixin):
    """Adds the day to the file name."""

    def get_filename(self):
        return f"{self.export_filename}-{timezone.localdate():%Y-%m-%d}"


class SiteHistoryExport(DatedExportMixin, LogEntriesView):
    """Wagtail's history of the site."""

    export_filename = "lich-su-trang"


class AgingPagesExport(DatedExportMixin, AgingPagesView):
    """Wagtail's report on old pages."""

    export_filename = "trang-lau-chua-cap-nhat"


class LockedPagesExport(DatedExportMixin, LockedPagesView):
    """Wagtail's report on locked pages."""

    export_filename = "trang-dang-khoa"
    export_headings = {**LockedPagesView.export_headings, "locked_at": _("Khóa lúc"), "locked_by": _("Người khóa")}


class WorkflowExport(DatedExportMixin, WorkflowView):
    """Wagtail's report on workflows."""

    export_filename = "quy-trinh-duyet"
    export_headings = {
        **WorkflowView.export_headings,
        "workflow": _("Quy trình duyệt"),
        "requested_by": _("Người gửi duyệt"),
    }


class WorkflowTasksExport(DatedExportMixin, WorkflowTasksView):
    """Wagtail's report on tasks of workflows."""

    export_filename = "buoc-duyet"
    export_headings = {
        **WorkflowTasksView.export_headings,
        "task": _("Bước duyệt"),
        "workflow_state.requested_by": _("Người gửi duyệt"),
        "started_at": _("Bắt đầu lúc"),
        "finished_at": _("Kết thúc lúc"),
        "finished_by": _("Người kết thúc"),
    }


class PageTypesExport(DatedExportMixin, PageTypesUsageReportView):
    """Wagtail defines no columns for this report, so its file was empty."""

    export_filename = "loai-trang"
    export_headings = {
        "label": _("Loại trang"),
        "count": _("Số trang"),
        "last_edited_title": _("Trang sửa gần đây nhất"),
        "last_edited_at": _("Sửa lúc"),
    }
    list_export = list(export_headings)

    def decorate_paginated_queryset(self, page_types):
        decorated = super().decorate_paginated_queryset(page_types)
        for each in decorated:
            page = each.last_edited_page
            each.label = get_content_type_label(each)
            each.last_edited_title = page.get_admin_display_title() if page else ""
            each.last_edited_at = page.latest_revision_created_at if page else None
        return decorated


class RedirectsExport(DatedExportMixin, RedirectsView):
    """Wagtail's list of redirects."""

    export_filename = "chuyen-huong"


class SearchTermsExport(DatedExportMixin, SearchTermsReportView):
    """Wagtail's report on search terms."""

    export_filename = "tu-khoa-tim-kiem"


VIEWS = {
    "reports/site-history/": SiteHistoryExport,
    "reports/aging-pages/": AgingPagesExport,
    "reports/locked/": LockedPagesExport,
    "reports/workflow/": WorkflowExport,
    "reports/workflow_tasks/": WorkflowTasksExport,
    "reports/page-types-usage/": PageTypesExport,
    "redirects/": RedirectsExport,
    "searchpicks/reports/search-terms/": SearchTermsExport,
}

# Without names, as Wagtail's lead here: its links are to the same addresses.
urlpatterns = [path(address, require_admin_access(view.as_view())) for address, view in VIEWS.items()]
