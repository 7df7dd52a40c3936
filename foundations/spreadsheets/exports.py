"""Listings exported so that a Vietnamese Excel opens them rightly.

Wagtail's own CSV has no byte-order mark (Excel shows broken letters), leaves `=HYPERLINK(…)` live and
prints times in UTC; its XLSX is safe but for the times.
"""

from __future__ import annotations

import datetime
from functools import wraps

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from foundations.vietnamese.characters import drop_forbidden_in

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)


def inert(value):
    """The value with an apostrophe before it where a spreadsheet would take it for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def local_naive(value: datetime.datetime) -> datetime.datetime:
    """The moment as the local clock showed it, without a zone: Excel knows none."""
    return value if timezone.is_naive(value) else timezone.make_naive(value)


def local_text(value: datetime.datetime) -> str:
    """The moment for a CSV cell: `2021-09-16 08:30`, local clock."""
    return f"{local_naive(value):%Y-%m-%d %H:%M}"


class LocalExportMixin(SpreadsheetExportMixin):
    """For index views of viewsets: CSV and XLSX with local times, CSV with byte-order mark and no live formula."""

    custom_value_preprocess = {
        datetime.datetime: {"xlsx": local_naive, "csv": local_text},
        **{
            classes: formats
            for classes, formats in SpreadsheetExportMixin.custom_value_preprocess.items()
            if classes is not datetime.datetime
        },
    }

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field, value, export_format):
        cell = super().preprocess_field_value(field, value, export_format)
        return inert(cell) if export_format == self.FORMAT_CSV else cell


def guard_exports_of_wagtail() -> None:
    """Keep what XML forbids out of the files of Wagtail's own reports too, whoever stored it.

    Wagtail has no hook for it; every export, ours among them, writes its cells by this one method of its mixin. A
    control character there is an error 500 (openpyxl refuses it), a U+FFFE a file that Excel calls damaged.
    """
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    @wraps(preprocess)
    def preprocess_cleanly(view, field, value, export_format):
        return drop_forbidden_in(preprocess(view, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_cleanly
