"""Statistics for editors: visits and views by day. What is grouped by unit or column is in the apps that have those."""

from __future__ import annotations

import datetime

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import page_permission_policy

from foundations.counters import kinds
from foundations.counters.charts import build_chart
from foundations.counters.models import DailyVisits
from foundations.counters.totals import get_site_thing
from foundations.spreadsheets.exports import LocalExportMixin

DEFAULT_DAYS = 30
MAX_CHART_DAYS = 366  # days; of a longer period the last ones are drawn


class PeriodFilterSet(WagtailFilterSet):
    """Filter by period. The view reads the period itself, as it decides which days are added up."""

    period = django_filters.DateFromToRangeFilter(
        label=_("Khoảng thời gian"), method="keep_queryset", widget=DateRangePickerWidget
    )

    def keep_queryset(self, queryset, _name, _value):
        return queryset


class DailyFilterSet(PeriodFilterSet):
    """The filter of visits by day."""

    class Meta:
        model = DailyVisits
        fields = []


class PeriodReportView(LocalExportMixin, ReportView):
    """A report on a period, by default the last 30 days."""

    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """First and last day, both included."""
        chosen = self.filters.form.cleaned_data.get("period") if self.filters and self.filters.is_valid() else None
        today = timezone.localdate()
        last = chosen.stop.date() if chosen and chosen.stop else today
        first = chosen.start.date() if chosen and chosen.start else last - datetime.timedelta(days=DEFAULT_DAYS - 1)
        return min(first, last), last

    def get_page_subtitle(self):
        first, last = self.period
        return _now("từ %(first)s đến %(last)s") % {
            "first": date_format(first, "d/m/Y"),
            "last": date_format(last, "d/m/Y"),
        }


class DailyReportView(PeriodReportView):
    """Visits and views of each day, with a chart of the views."""

    page_title = _("Lượt truy cập theo ngày")
    header_icon = "history"
    filterset_class = DailyFilterSet
    index_url_name = "daily_visits_report"
    index_results_url_name = "daily_visits_report_results"
    results_template_name = "counters/daily_report_results.html"
    list_export = ["day", "visits", "views"]
    export_filename = "luot-truy-cap-theo-ngay"
    columns = [
        Column("day", label=_("Ngày"), accessor=lambda row: date_format(row.day, "d/m/Y")),
        NumberColumn("visits", label=_("Lượt truy cập")),
        NumberColumn("views", label=_("Lượt xem tin, bài")),
    ]

    def get_queryset(self):
        return DailyVisits.objects.filter(day__range=self.period).order_by("-day")

    def get_context_data(self, *args, **kwargs):
        first, last = self.period
        first = max(first, last - datetime.timedelta(days=MAX_CHART_DAYS - 1))
        numbers = dict(DailyVisits.objects.filter(day__range=(first, last)).values_list("day", "views"))
        return {**super().get_context_data(*args, **kwargs), "chart": build_chart(numbers, first, last)}

    @property
    def header_buttons(self):
        site = get_site_thing()
        if not site or not self.request.user.has_perm("counters.add_counterreset"):
            return super().header_buttons
        address = reverse("counter", args=[kinds.SITE, site[1]])
        return [*super().header_buttons, HeaderButton(_("Số chuyển sang, đặt lại"), url=address, icon_name="cog")]
