"""Rows of a sheet that an import does not take, each with its reason: none is dropped without a word."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import Sheet, format_row_numbers
from rankings.imports.mapping import Choices

MAX_TEXTS = 8  # cells shown of the rows
MAX_GROUPS = 10  # names of groups shown
CELLS_OF_ROW = 3
# Folded names of rows that stand among the units and are none.
SUMMARIES = {
    "trung binh",
    "diem trung binh",
    "trung vi",
    "diem trung vi",
    "cao nhat",
    "diem cao nhat",
    "thap nhat",
    "diem thap nhat",
    "tong cong",
    "ca nuoc",
    "diem toi da",
    "diem chuan",
    "thang diem",
    "trong so",
    "mean",
    "average",
    "median",
    "max",
    "min",
    "highest",
    "lowest",
    "weight",
    "maximum",
    "minimum",
}


class Reason(StrEnum):
    ABOVE = "above"
    AFTER = "after"
    FILTER = "filter"
    GROUP = "group"
    HEADING = "heading"
    HIDDEN = "hidden"
    NAMELESS = "nameless"
    SKIPPED = "skipped"
    SUMMARY = "summary"


def describe_left_out(left_out: dict[int, Reason], sheet: Sheet, choices: Choices) -> list[str]:
    """One sentence for each reason; rows are counted from 0 in `left_out`, from 1 in the sentences."""
    found = []
    for reason in Reason:
        rows = sorted(row for row, each in left_out.items() if each == reason)
        if rows:
            values = {"rows": format_row_numbers(rows), "number": len(rows), "texts": get_texts(sheet, rows)}
            if reason == Reason.GROUP:
                values["texts"] = get_group_names(sheet, rows, choices)
            found.append(get_sentence(reason) % values)
    return found


def get_sentence(reason: Reason) -> str:
    sentences = {
        Reason.ABOVE: _("Dòng phía trên tiêu đề không được lấy: %(rows)s (%(texts)s)."),
        Reason.AFTER: _("Dòng sau “dòng cuối” không được lấy: %(rows)s (%(texts)s)."),
        Reason.FILTER: _("%(number)s dòng khác với cột lọc nên không được lấy."),
        Reason.GROUP: _("Dòng không có số liệu, coi là tên nhóm: %(texts)s."),
        Reason.HEADING: _("Dòng lặp lại tiêu đề cột nên được bỏ qua: %(rows)s."),
        Reason.HIDDEN: _("Dòng ẩn không được lấy: %(rows)s (%(texts)s)."),
        Reason.NAMELESS: _("Dòng không có tên đơn vị nên không được lấy: %(rows)s (%(texts)s)."),
        Reason.SUMMARY: _("Dòng tổng hợp, không phải đơn vị, nên không được lấy: %(rows)s (%(texts)s)."),
        Reason.SKIPPED: _("Dòng được chọn bỏ: %(rows)s (%(texts)s)."),
    }
    return sentences[reason]


def get_texts(sheet: Sheet, rows: list[int]) -> str:
    filled = [[text for text in sheet.rows[row] if text] for row in rows]
    return "; ".join([text[:60] for texts in filled for text in texts[:CELLS_OF_ROW]][:MAX_TEXTS])


def get_group_names(sheet: Sheet, rows: list[int], choices: Choices) -> str:
    """`7: Khối sở, ban, ngành; 19: …`: what stands in the columns of names."""
    names = [column for column, role in enumerate(choices.roles) if role == "name"]
    found = [(row, next((text for column in names if (text := sheet.cell(row, column))), "")) for row in rows]
    more = [] if len(found) <= MAX_GROUPS else ["…"]
    return "; ".join([*(f"{row + 1}: {name[:60]}" for row, name in found[:MAX_GROUPS]), *more])
