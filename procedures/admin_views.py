"""Listings, filters and reports of the editors' interface."""

from __future__ import annotations

import datetime

import django_filters
from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from foundations.searching.admin_lists import EngineIndexView, find_rows, order_by_keys
from foundations.spreadsheets.exports import LocalExportMixin
from procedures import catalogue
from procedures.choices import Action, Status
from procedures.completeness import get_completeness
from procedures.models import DecisionItem, Procedure
from procedures.reading.choices import Level
from procedures.reading.codes import is_code

STALE_AFTER = 365  # days since the record was compared with its source


def format_day(value) -> str:
    return date_format(value, "d/m/Y") if value else ""


def get_edit_url(found: Procedure) -> str:
    return reverse(Procedure.snippet_viewset.get_url_name("edit"), args=[found.pk])


class MeterColumn(Column):
    """How much of Art. 8 is there, as a meter with its words."""

    def get_value(self, instance):
        found = get_completeness(instance)
        title = ", ".join(found.missing)
        bar = format_html('<meter min="0" max="{}" value="{}">{}</meter> {}', found.total, found.present, found, found)
        return format_html("{} <small>{}</small>", bar, _("thiếu: %s") % title) if title else bar


class ProcedureFilterSet(WagtailFilterSet):
    level = django_filters.ChoiceFilter(
        label=_("Cấp thực hiện"), choices=Level.choices, method="filter_level", empty_label=_("Tất cả")
    )
    status = django_filters.ChoiceFilter(
        label=_("Tình trạng"), choices=Status.choices, method="filter_status", empty_label=_("Tất cả")
    )
    missing = django_filters.ChoiceFilter(
        label=_("Thiếu phần"),
        choices=[
            ("steps", _("Trình tự")),
            ("channels", _("Cách thức, thời hạn")),
            ("cases", _("Thành phần hồ sơ")),
            ("results", _("Kết quả")),
            ("agencies", _("Cơ quan")),
            ("legal_bases", _("Căn cứ pháp lý")),
            ("field", _("Lĩnh vực")),
        ],
        method="filter_missing",
        empty_label=_("Không lọc"),
    )
    decided = django_filters.CharFilter(label=_("Số quyết định"), field_name="decision_number", lookup_expr="icontains")

    class Meta:
        model = Procedure
        fields = ["field", "kind", "service_level", "live"]

    def filter_level(self, queryset, _name, value):
        # A list in JSON is searched alike on both databases only as the text that it is.
        keys = [key for key, levels in queryset.values_list("pk", "levels") if value in levels]
        return queryset.filter(pk__in=keys)

    def filter_status(self, queryset, _name, value):
        statuses = Procedure.objects.statuses()
        if value == Status.IN_FORCE:
            return queryset.exclude(pk__in=[key for key, status in statuses.items() if status != value])
        return queryset.filter(pk__in=[key for key, status in statuses.items() if status == value])

    def filter_missing(self, queryset, _name, value):
        return queryset.filter(**({value: ""} if value == "steps" else {f"{value}__isnull": True}))


class ProcedureIndexView(LocalExportMixin, EngineIndexView):
    """The listing."""


def find_procedures(rows: QuerySet, words: str) -> QuerySet:
    """Procedures as the public list finds them, best first; then drafts by their name or code."""
    listed = catalogue.get_current()
    ideas, hits = listed.ask(words)
    drafts = find_rows(rows.filter(live=False), words, ["name", "code"]).values_list("pk", flat=True)
    coded = rows.filter(code__icontains=words.strip())
    if is_code(words.strip()) and coded.exists():
        return coded
    by_name = [hit.key for hit in hits]
    keys = [*by_name, *drafts, *coded.values_list("pk", flat=True), *listed.find_in_text(ideas, ranked=not hits)]
    return order_by_keys(rows, list(dict.fromkeys(keys)))


class StaleReportView(ReportView):
    """Records that nobody has compared with their source for a year, the oldest first."""

    page_title = _("Thủ tục lâu chưa đối chiếu")
    header_icon = "history"
    permission_policy = ModelPermissionPolicy(Procedure)
    any_permission_required = ["view", "change"]
    index_url_name = "procedures_stale_report"
    index_results_url_name = "procedures_stale_report_results"
    default_ordering = "checked_on"
    columns = [
        TitleColumn("name", label=_("Thủ tục"), accessor=str, get_url=get_edit_url),
        Column("decision_number", label=_("Quyết định")),
        Column(
            "checked_on",
            label=_("Đối chiếu ngày"),
            accessor=lambda found: format_day(found.checked_on) or _("chưa bao giờ"),
        ),
        Column(
            "useful", label=_("Bạn đọc: có ích / chưa"), accessor=lambda found: f"{found.yes or 0} / {found.no or 0}"
        ),
    ]
    list_export = ["code", "name", "decision_number", "checked_on", "source"]
    export_headings = {
        "code": _("Mã"),
        "name": _("Tên"),
        "decision_number": _("Quyết định"),
        "checked_on": _("Đối chiếu ngày"),
    }

    def get_base_queryset(self):
        since = timezone.localdate() - datetime.timedelta(days=STALE_AFTER)
        stale = Procedure.objects.filter(Q(checked_on=None) | Q(checked_on__lt=since))
        return stale.annotate(yes=Sum("usefulness__yes"), no=Sum("usefulness__no")).order_by("checked_on", "sort_key")

    def get_filename(self):
        return "thu-tuc-lau-chua-doi-chieu"


def store_decision_items(decision, procedures, action: Action) -> int:
    """Adds the procedures to a decision with one action; those that it has already are set to it. Returns how many."""
    for procedure in procedures:
        DecisionItem.objects.update_or_create(decision=decision, procedure=procedure, defaults={"action": action})
    decision.save()  # a change of the list
    return len(procedures)
