"""What the clerk sees of a table before it is stored: its columns, and its first rows as they would stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import Sheet
from rankings.figures import EMPTY, MAX_DIGITS, NotAFigure, format_figure, parse_figure, strip_tail
from rankings.imports.mapping import ROLES, Choices, get_column_name, get_full_headings, get_rows, spread_merged
from rankings.imports.plans import NewRow, Plan

MAX_SAMPLES = 3  # cells shown of each column
MAX_PREVIEW_ROWS = 10


@dataclass
class Preview:
    """Headings of the figures, and rows of (what would be stored, its texts)."""

    headings: list[str]
    rows: list[tuple[NewRow, list[str]]]


def describe_columns(sheet: Sheet, choices: Choices) -> list[dict]:
    """Each column with its heading, its first cells and what it was taken for."""
    names, sheet = get_full_headings(sheet, choices), spread_merged(sheet, choices)
    rows = list(get_rows(sheet, choices))[:12]
    found = []
    for column in range(sheet.width):
        samples = [make_readable(text) for row in rows if (text := sheet.cell(row, column))][:MAX_SAMPLES]
        role = choices.roles[column] if column < len(choices.roles) else ""
        name = get_column_name(names, column)
        if column in sheet.hidden_columns:
            name = _("%(column)s (cột ẩn)") % {"column": name}
        found.append({"number": column, "name": name, "samples": samples, "role": role})
    return [column for column in found if column["samples"] or column["role"]]


def make_readable(text: str) -> str:
    """A figure without the tail that computing leaves, as the sheet writes it; any other text as it is."""
    if sum(map(str.isdigit, text)) <= MAX_DIGITS:
        return text
    try:
        figure = parse_figure(text)
    except NotAFigure:
        return text
    if figure.value is None:
        return text
    return strip_tail(figure.text).replace(".", "," if "," in text and "." not in text else ".")


def make_preview(plan: Plan, sheet: Sheet, choices: Choices) -> Preview | None:
    """The first rows as they would be stored, each figure under its heading; None without rows."""
    if not plan.rows:
        return None
    names = get_full_headings(sheet, choices)
    rows = plan.rows[:MAX_PREVIEW_ROWS]
    roles = [role for role in ROLES if any(role in row.figures or row.texts.get(role) for row in rows)]
    columns = [column for column in plan.columns if any(column in row.scores for row in rows)]
    found = Preview([*(str(ROLES[role]) for role in roles), *(names[column] for column in columns)], [])
    for row in rows:
        figures = [row.texts.get(role) or format_figure(row.figures.get(role, EMPTY).text) for role in roles]
        scores = [format_figure(row.scores.get(column, EMPTY).text) for column in columns]
        found.rows.append((row, [*figures, *scores]))
    return found
