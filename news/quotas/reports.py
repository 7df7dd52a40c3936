"""The board's report of units by periods, with filters, Excel and print; and one unit's year."""

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
from news.quotas.chart import draw_chart
from news.quotas.counting import Ledger
from news.quotas.listing import build_article_rows
from news.quotas.matrix import MatrixRow, build_rows, build_sections, build_year_ledger, count_standings, parse_year
from news.quotas.models import QuotaRule
from news.quotas.permissions import require_unit
from news.quotas.recording import get_local_day
from news.quotas.spreadsheets import (
    build_account_cells,
    build_article_cells,
    get_account_headings,
    get_article_headings,
)
from news.quotas.wording import STANDINGS, describe_amount


def get_current_year() -> int:
    return get_local_day(timezone.now()).year


def get_year_choices() -> list[tuple[str, str]]:
    """Choices: from the first rule's year to this one, newest first."""
    first = QuotaRule.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    newest = get_current_year()
    oldest = min(first.year, newest) if first else newest
    return [(str(year), str(year)) for year in range(newest, oldest - 1, -1)]


class QuotaFilterSet(WagtailFilterSet):
    """Year, rule and standing filter the ledger, not units; the view applies them."""

    nam = django_filters.ChoiceFilter(
        label=_("Năm"), choices=get_year_choices, method="keep_queryset", empty_label=_("Năm nay")
    )
    chi_tieu = django_filters.ModelChoiceFilter(
        label=_("Chỉ tiêu"), queryset=QuotaRule.objects.all(), method="keep_queryset", empty_label=_("Tất cả")
    )
    ket_qua = django_filters.ChoiceFilter(
        label=_("Kết quả"),
        choices=[(standing.value, words) for standing, words in STANDINGS.items()],
        method="keep_queryset",
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = Unit
        fields = ["kind"]

    def keep_queryset(self, queryset, _name, _value):
        return queryset


class QuotaReportView(ReportView):
    """Report: units by periods of a year; `?export=xlsx` downloads accounts and articles."""

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
        return build_year_ledger(parse_year(self._get_choice("nam"), get_current_year()))

    @cached_property
    def rows(self) -> list[MatrixRow]:
        rule = self._get_choice("chi_tieu")
        units = set(self.get_filtered_queryset().values_list("pk", flat=True))
        return build_rows(
            self.ledger, units=units, rule=rule.pk if rule else None, standing=self._get_choice("ket_qua")
        )

    def _get_choice(self, name: str):
        """The chosen value of a filter; empty if none or invalid."""
        valid = self.filters and self.filters.is_valid()
        return (self.filters.form.cleaned_data.get(name) or "") if valid else ""

    def get_context_data(self, **kwargs):
        accounts = [cell.account for row in self.rows for cell in row.cells if cell.account]
        return super().get_context_data(
            sections=build_sections(self.ledger, self.rows),
            excel_url=f"{reverse('quotas:report')}?{self._build_query(export='xlsx')}",
            tally=count_standings(self.ledger, accounts),
            year=self.ledger.window.first.year,
            today=self.ledger.today,
            **kwargs,
        )

    def _build_query(self, **added) -> str:
        """The request's query string with `added` parameters."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        query.update(added)
        return query.urlencode()

    def as_spreadsheet(self, _queryset, _format):
        accounts = [cell.account for row in self.rows for cell in row.cells if cell.account]
        response = HttpResponse(make_matrix_workbook(self.ledger, accounts), content_type=XLSX_CONTENT_TYPE)
        name = f"chi-tieu-tin-bai-{self.ledger.window.first.year}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def make_matrix_workbook(ledger: Ledger, accounts: list) -> bytes:
    """An Excel file with two sheets: accounts, and counted articles."""
    keys = {key for account in accounts for key in account.counted}

    def articles() -> Iterator[list]:
        for number, row in enumerate(build_article_rows(keys), start=1):
            yield build_article_cells(number, row)

    return build_workbook(
        [
            (
                gettext("Kết quả"),
                get_account_headings(),
                (build_account_cells(ledger, account) for account in accounts),
            ),
            (gettext("Danh mục tin, bài"), get_article_headings(), articles()),
        ]
    )


def show_printable_year(request, year: int):
    """The printable table of a year."""
    require_board(request.user)
    ledger = build_year_ledger(parse_year(str(year), get_current_year()))
    context = {"sections": build_sections(ledger, build_rows(ledger)), "year": year}
    return render(request, "quotas/print_year.html", {**context, "made_at": timezone.now()})


class UnitYearView(WagtailAdminTemplateMixin, TemplateView):
    """One unit's year: a chart and a table for each rule, and counted articles."""

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
        year = parse_year(self.request.GET.get("nam", ""), get_current_year())
        context = super().get_context_data(unit=self.unit, **build_unit_year(self.unit, year), **kwargs)
        return {**context, "years": [int(value) for value, _label in get_year_choices()]}


def build_unit_year(unit: Unit, year: int) -> dict:
    """Context of one unit's year: rows with charts, and the articles of each account."""
    ledger = build_year_ledger(year)
    rows = build_rows(ledger, units={unit.pk})
    accounts = [cell.account for row in rows for cell in row.cells if cell.account]
    articles = {
        row["page"]: row for row in build_article_rows({key for account in accounts for key in account.counted})
    }
    parts = [
        {
            "row": row,
            "amount": describe_amount(row.rule.rule),
            "chart": draw_chart(row),
            "cells": [
                (cell, [articles[key] for key in cell.account.counted if key in articles])
                for cell in row.cells
                if cell.account
            ],
        }
        for row in rows
    ]
    return {"ledger": ledger, "year": year, "parts": parts}
