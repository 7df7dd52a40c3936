"""Exports of lists that open correctly in Vietnamese Excel.

Wagtail's own CSV has no byte-order mark (so Excel shows broken letters), leaves `=HYPERLINK(…)` active and prints times
in UTC; in its XLSX only the times are wrong.
"""

from __future__ import annotations

import datetime
from functools import wraps

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from foundations.vietnamese.characters import drop_forbidden_in

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # texts that spreadsheets read as formulas (OWASP, CSV injection)


def disarm_formula(value):
    """Puts an apostrophe before a text that a spreadsheet would read as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def make_local_naive(value: datetime.datetime) -> datetime.datetime:
    """The local time without a time zone, which Excel does not know."""
    return value if timezone.is_naive(value) else timezone.make_naive(value)


def format_local(value: datetime.datetime) -> str:
    """The local time for a CSV cell: `2021-09-16 08:30`."""
    return f"{make_local_naive(value):%Y-%m-%d %H:%M}"


class LocalExportMixin(SpreadsheetExportMixin):
    """For index and report views: local times; CSV with a byte-order mark and without active formulas."""

    custom_value_preprocess = {
        datetime.datetime: {"xlsx": make_local_naive, "csv": format_local},
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
        return disarm_formula(cell) if export_format == self.FORMAT_CSV else cell


def guard_exports_of_wagtail() -> None:
    """Drops characters that XML forbids from the exports of Wagtail's own reports, too.

    Wagtail has no hook for it; all exports, ours too, make their cells with this method of its mixin. A control
    character there raises an error (openpyxl refuses it), a U+FFFE makes a file that Excel calls damaged.
    """
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    @wraps(preprocess)
    def preprocess_cleanly(view, field, value, export_format):
        return drop_forbidden_in(preprocess(view, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_cleanly
