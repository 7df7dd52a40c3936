"""The board's report: unit × month, with filters, Excel and print; and one unit's year, down to the articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import django_filters
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from foundations.members.roles import is_board, require_board
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE, build_workbook
from foundations.units.models import Unit
from news.quotas.chart import draw
from news.quotas.counting import Ledger
from news.quotas.listing import article_rows
from news.quotas.matrix import Row, open_year, rows_of, sections_of, tally, year_of
from news.quotas.models import QuotaRule
from news.quotas.permissions import require_unit
from news.quotas.recording import local_day
from news.quotas.spreadsheets import (
    account_cells,
    account_headings,
    article_cells,
    article_headings,
)
from news.quotas.wording import STANDINGS, amount


def this_year() -> int:
    return local_day(timezone.now()).year


def years() -> list[tuple[str, str]]:
    """Years that can be chosen: from the first rule's to this one, newest first."""
    first = QuotaRule.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    newest = this_year()
    oldest = min(first.year, newest) if first else newest
    return [(str(year), str(year)) for year in range(newest, oldest - 1, -1)]


class QuotaFilterSet(WagtailFilterSet):
    """Year, rule and standing are of the ledger, not of the unit: the view reads them."""

    nam = django_filters.ChoiceFilter(label=_("Năm"), choices=years, method="all_units", empty_label=_("Năm nay"))
    chi_tieu = django_filters.ModelChoiceFilter(
        label=_("Chỉ tiêu"), queryset=QuotaRule.objects.all(), method="all_units", empty_label=_("Tất cả")
    )
    ket_qua = django_filters.ChoiceFilter(
        label=_("Kết quả"),
        choices=[(standing.value, words) for standing, words in STANDINGS.items()],
        method="all_units",
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = Unit
        fields = ["kind"]

    def all_units(self, queryset, _name, _value):
        return queryset


class QuotaReportView(ReportView):
    """Unit × month of a year. `?export=xlsx` gives accounts and articles as an Excel file."""

    page_title = _("Chỉ tiêu tin, bài")
    header_icon = "tasks"
    queryset = Unit.objects.alphabetical()
    filterset_class = QuotaFilterSet
    index_url_name = "quotas:report"
    index_results_url_name = "quotas:report_results"
    results_template_name = "quotas/report_results.html"
    paginate_by = None
    is_searchable = False
    list_export = []

    def dispatch(self, request, *args, **kwargs):
        require_board(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def ledger(self) -> Ledger:
        return open_year(year_of(self._chosen("nam"), this_year()))

    @cached_property
    def rows(self) -> list[Row]:
        rule = self._chosen("chi_tieu")
        units = set(self.get_filtered_queryset().values_list("pk", flat=True))
        return rows_of(self.ledger, units=units, rule=rule.pk if rule else None, standing=self._chosen("ket_qua"))

    def _chosen(self, name: str):
        """The valid choice of a filter, or nothing."""
        valid = self.filters and self.filters.is_valid()
        return (self.filters.form.cleaned_data.get(name) or "") if valid else ""

    def get_context_data(self, **kwargs):
        accounts = [cell.account for row in self.rows for cell in row.cells if cell.account]
        return super().get_context_data(
            sections=sections_of(self.ledger, self.rows),
            excel_url=f"{reverse('quotas:report')}?{self._query(export='xlsx')}",
            tally=tally(self.ledger, accounts),
            year=self.ledger.window.first.year,
            today=self.ledger.today,
            **kwargs,
        )

    def _query(self, **added) -> str:
        """The filters of this request as a query string, with what is added."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        query.update(added)
        return query.urlencode()

    def as_spreadsheet(self, _queryset, _format):
        accounts = [cell.account for row in self.rows for cell in row.cells if cell.account]
        response = HttpResponse(matrix_workbook(self.ledger, accounts), content_type=XLSX_CONTENT_TYPE)
        name = f"chi-tieu-tin-bai-{self.ledger.window.first.year}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def matrix_workbook(ledger: Ledger, accounts: list) -> bytes:
    """Two sheets: what was owed and done, and the articles that count."""
    keys = {key for account in accounts for key in account.counted}

    def articles() -> Iterator[list]:
        for number, row in enumerate(article_rows(keys), start=1):
            yield article_cells(number, row)

    return build_workbook(
        [
            (gettext("Kết quả"), account_headings(), (account_cells(ledger, account) for account in accounts)),
            (gettext("Danh mục tin, bài"), article_headings(), articles()),
        ]
    )


def print_year(request, year: int):
    """The matrix of a year as a sheet of paper."""
    require_board(request.user)
    ledger = open_year(year_of(str(year), this_year()))
    context = {"sections": sections_of(ledger, rows_of(ledger)), "year": year}
    return render(request, "quotas/print_year.html", {**context, "made_at": timezone.now()})


class UnitYearView(WagtailAdminTemplateMixin, TemplateView):
    """One unit's year: a chart and a table for each rule, and the articles that count."""

    template_name = "quotas/unit_year.html"
    header_icon = "tasks"
    page_title = _("Chỉ tiêu tin, bài")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        require_unit(request.user, self.unit)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.unit.name

    def get_breadcrumbs_items(self):
        up = [{"url": reverse("quotas:report"), "label": self.page_title}] if is_board(self.request.user) else []
        return [*self.breadcrumbs_items, *up, {"url": "", "label": self.get_page_title(), "sublabel": self.unit.name}]

    def get_context_data(self, **kwargs):
        year = year_of(self.request.GET.get("nam", ""), this_year())
        context = super().get_context_data(unit=self.unit, **unit_year(self.unit, year), **kwargs)
        return {**context, "years": [int(value) for value, _label in years()]}


def unit_year(unit: Unit, year: int) -> dict:
    """What is shown of one unit's year: rows with their charts, and the articles of each account."""
    ledger = open_year(year)
    rows = rows_of(ledger, units={unit.pk})
    accounts = [cell.account for row in rows for cell in row.cells if cell.account]
    articles = {row["page"]: row for row in article_rows({key for account in accounts for key in account.counted})}
    parts = [
        {
            "row": row,
            "amount": amount(row.rule.rule),
            "chart": draw(row),
            "cells": [
                (cell, [articles[key] for key in cell.account.counted if key in articles])
                for cell in row.cells
                if cell.account
            ],
        }
        for row in rows
    ]
    return {"ledger": ledger, "year": year, "parts": parts}
