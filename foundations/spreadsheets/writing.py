"""Writes Excel workbooks: days and numbers with their types, addresses as links, no formulas."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from foundations.spreadsheets.exports import make_local_naive
from foundations.vietnamese.characters import drop_forbidden

XLSX_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_FORMATS = {datetime.datetime: "dd/mm/yyyy hh:mm", datetime.date: "dd/mm/yyyy", int: "#,##0"}


def build_workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """The bytes of a workbook; each sheet is (title, headings, rows). Rows are written as a stream."""
    book = Workbook(write_only=True)
    for title, headings, rows in sheets:
        sheet = book.create_sheet(drop_forbidden(title))
        sheet.freeze_panes = "A2"
        for number, heading in enumerate(headings, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = max(12, min(40, 2 + 2 * len(heading)))
        sheet.append([_make_heading(sheet, heading) for heading in headings])
        for place, row in enumerate(rows, start=2):
            sheet.append([_make_cell(sheet, value, (column, place)) for column, value in enumerate(row, start=1)])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _make_heading(sheet: Worksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, drop_forbidden(str(text)))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _make_cell(sheet: Worksheet, value: Any, place: tuple[int, int]) -> WriteOnlyCell:
    if isinstance(value, datetime.datetime):
        value = make_local_naive(value)
    elif isinstance(value, str):
        value = drop_forbidden(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = must not become a formula
        if value.startswith(("http://", "https://")):
            cell.hyperlink = Hyperlink(ref=f"{get_column_letter(place[0])}{place[1]}", target=value)
            cell.font = Font(color="0B4F6C", underline="single")
    cell.number_format = CELL_FORMATS.get(type(value), "General")
    return cell
