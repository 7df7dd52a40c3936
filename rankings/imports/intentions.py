"""What storing would do, in sentences: how many rows into which edition, what each column is, which are left out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import Sheet
from foundations.vietnamese.folding import fold
from rankings.editions import Edition
from rankings.imports.headings import is_code_heading
from rankings.imports.mapping import (
    ROLES,
    TEMPLATE,
    Choices,
    get_column_name,
    get_full_headings,
    get_headings,
    get_rows,
    spread_merged,
)
from rankings.imports.plans import Plan

CRITERIA = ("criterion", "part")


def describe_intentions(plan: Plan, sheet: Sheet, choices: Choices, edition: Edition) -> list[str]:
    """Sentences in the order in which a clerk would check them; none without rows."""
    if not plan.rows:
        return []
    linked = sum(row.unit is not None for row in plan.rows)
    values = {"number": len(plan.rows), "edition": edition.title, "linked": linked, "kept": len(plan.rows) - linked}
    found = [_("Ghi %(number)s dòng vào kỳ “%(edition)s”: %(linked)s nối với đơn vị trong danh mục.") % values]
    if linked < len(plan.rows):
        found.append(_("%(kept)s tên không nối với đơn vị nào, giữ như bảng in.") % values)
    return [*found, *describe_roles(sheet, choices), *describe_other_columns(sheet, choices)]


def describe_roles(sheet: Sheet, choices: Choices) -> list[str]:
    """What each column is taken for: `Điểm: cột O “PCI 2010”.`"""
    names = get_full_headings(sheet, choices)
    found = []
    for role, label in ROLES.items():
        columns = [column for column, each in enumerate(choices.roles) if each == role]
        if columns and role not in CRITERIA:
            listed = ", ".join(get_column_name(names, column) for column in columns)
            found.append(_("%(role)s: cột %(columns)s.") % {"role": label, "columns": listed})
    criteria = [c for c, role in enumerate(choices.roles) if role in CRITERIA or role.startswith(TEMPLATE)]
    if criteria:
        listed = ", ".join(get_column_name(names, column) for column in criteria)
        found.append(_("%(number)s tiêu chí: cột %(columns)s.") % {"number": len(criteria), "columns": listed})
    return found


def describe_other_columns(sheet: Sheet, choices: Choices) -> list[str]:
    """Columns with cells that are not taken, and why."""
    headings, names = get_headings(sheet, choices), get_full_headings(sheet, choices)
    spread, rows = spread_merged(sheet, choices), list(get_rows(sheet, choices))
    codes, others = [], []
    for column in range(sheet.width):
        is_taken = column < len(choices.roles) and choices.roles[column]
        is_empty = not any(spread.cell(row, column) for row in rows)
        if is_taken or is_empty or column in sheet.hidden_columns:
            continue
        is_code = any(is_code_heading(fold(part)) for part in headings[column].split(" · "))
        (codes if is_code else others).append(get_column_name(names, column))
    found = []
    if codes:
        found.append(_("Không lấy cột số thứ tự, mã: %(columns)s.") % {"columns": ", ".join(codes)})
    if others:
        found.append(
            _("Không lấy cột chưa được chọn là gì: %(columns)s. Nếu là số liệu cần lấy, hãy chọn ở bước 3.")
            % {"columns": ", ".join(others)}
        )
    return found
