"""A first proposal for a sheet: where its table begins and ends, and what each column holds."""

from __future__ import annotations

import re

from foundations.spreadsheets.sheets import Sheet
from foundations.vietnamese.folding import fold
from rankings.figures import NotAFigure, parse_figure, parse_rank
from rankings.imports.headings import BY_HEADING, CODES, FIGURES, find_role, keep_each_once
from rankings.imports.mapping import MAX_HEADER_ROWS, TEMPLATE, Choices, get_headings, get_rows, spread_merged
from rankings.imports.names import NameMatcher
from rankings.indices import Index
from rankings.rows import ColumnMemory

MAX_ROWS_ABOVE = 60  # rows from the top in which the table must begin
GROUP_NUMBER = re.compile(r"[IVXLC]{1,7}[.)]?|[A-ZĐ][.)]?")
MIN_CODES = 3  # whole numbers, all different, that may be codes of units


def guess(sheet: Sheet, number: int, index: Index, matcher: NameMatcher) -> Choices:
    """A first proposal: the table begins at the first row with a known unit and a number."""
    bottom = find_bottom_of_heading(sheet, find_first_data_row(sheet, matcher))
    header_rows = count_rows_of_heading(sheet, bottom + 1)
    choices = Choices(sheet=number, header_row=bottom + 2 - header_rows, header_rows=header_rows)
    choices.roles = guess_roles(sheet, choices, index, matcher)
    choices.last_row = find_last_known_row(sheet, choices, matcher)
    return choices


def count_headings(index: Index):
    """A function that counts the cells of a row which are headings of this index's tables."""
    known = {*BY_HEADING, *CODES, *_get_known_headings(index)}
    return lambda row: sum(fold(text) in known for text in row if len(text) < 200)


def _get_known_headings(index: Index) -> dict[str, str]:
    """Headings of the index's own criteria, and those that were chosen before, with their roles."""
    known = {}
    for template in index.template_criteria.all():
        for text in [template.code, template.name, *template.headings.splitlines()]:
            known[fold(text)] = f"{TEMPLATE}{template.code}"
    remembered = dict(ColumnMemory.objects.filter(index=index).values_list("heading", "role"))
    return known | {heading: role for heading, role in remembered.items() if role or heading not in known}


def find_first_data_row(sheet: Sheet, matcher: NameMatcher) -> int:
    """From 0: the first row with a known unit and a number, most rows after it having one too; else 1.

    Rows right above it with a unit in the same column belong to it: their figures may be wrong, and must be named.
    """
    known = [any(matcher.find(text) for text in row if text) for row in sheet.rows[: MAX_ROWS_ABOVE * 2]]
    hidden = set(sheet.hidden_rows)
    for number, row in enumerate(sheet.rows[:MAX_ROWS_ABOVE]):
        after = known[number : number + 12]
        if number not in hidden and known[number] and sum(after) > len(after) / 2 and any(map(is_number, row)):
            column = next(column for column, text in enumerate(row) if text and matcher.find(text))
            return next((row + 1 for row in range(number - 1, 0, -1) if not matcher.find(sheet.cell(row, column))), 1)
    return 1


def is_number(text: str) -> bool:
    try:
        return parse_figure(text).value is not None
    except NotAFigure:
        return False


def is_rank(text: str) -> bool:
    try:
        return bool(parse_rank(text).text)
    except NotAFigure:
        return False


def find_bottom_of_heading(sheet: Sheet, first: int) -> int:
    """From 0: the nearest row above the first row of data that may be a heading. Between them may stand the name of a
    group, numbers of the columns or nothing; a merged heading reaches down to its last row."""
    above = range(first - 1, max(-1, first - 1 - MAX_HEADER_ROWS), -1)
    bottom = next((row for row in above if is_heading(sheet.rows[row])), max(first - 1, 0))
    ends = [end for top, _left, end, _right in sheet.merged if top <= bottom < end < first]
    return max([bottom, *ends])


def is_heading(row: list[str]) -> bool:
    """Whether the row holds words in more than one cell, and no number; "I | Khối sở, ban, ngành" names a group."""
    filled = [text for text in row if text]
    is_group = len(filled) == 2 and GROUP_NUMBER.fullmatch(filled[0])
    return len(filled) > 1 and not is_group and not any(map(is_number, filled))


def count_rows_of_heading(sheet: Sheet, first: int) -> int:
    """How many rows right above the data are headings, or lie inside a merged one."""
    covered = {row for top, _left, end, _right in sheet.merged for row in range(top + 1, end + 1)}
    count = 0
    while count < min(MAX_HEADER_ROWS, first):
        row = first - count - 1
        if not is_heading(sheet.rows[row]) and row not in covered:
            break
        count += 1
    return max(count, 1)


def guess_roles(sheet: Sheet, choices: Choices, index: Index, matcher: NameMatcher) -> list[str]:
    """For each column what it was last time, or what its heading and its cells say; nothing if it is hidden."""
    sheet = spread_merged(sheet, choices)
    known, hidden = _get_known_headings(index), set() if choices.take_hidden else set(sheet.hidden_columns)
    found = get_headings(sheet, choices)
    roles: list[str] = []
    for column, heading in enumerate(found):
        role, texts = find_role(heading, fold(index.short_name), known), get_texts(sheet, choices, column)
        if not is_fitting(role, heading, texts, known):
            role = ""
        if role == "" and has_units(texts, matcher):
            role = "name"
        roles.append("" if column in hidden else role)
    roles = keep_each_once(roles, found, str(matcher.day.year), fold(index.short_name))
    return keep_columns_with_units(roles, sheet, choices, matcher)


def is_fitting(role: str, heading: str, texts: list[str], known: dict[str, str]) -> bool:
    """Whether the cells are of the kind that the heading seems to say. A usual heading is believed, so that wrong cells
    are named; of one that only holds the name of the index the cells decide."""
    is_usual = any(fold(text) in {*known, *BY_HEADING} for text in [heading, *heading.split(" · ")])
    if is_usual or not texts or role not in (*FIGURES, "rank"):
        return True
    test = is_number if role in FIGURES else is_rank
    return sum(map(test, texts)) > len(texts) / 2 and not (role == "score" and has_codes(texts))


def has_codes(texts: list[str]) -> bool:
    """Whether the cells may be codes of the units: whole numbers, no two alike."""
    numbers = [text.removesuffix(".0") for text in texts if is_number(text)]
    return len(numbers) >= MIN_CODES and all(map(str.isdecimal, numbers)) and len(set(numbers)) == len(numbers)


def keep_columns_with_units(roles: list[str], sheet: Sheet, choices: Choices, matcher: NameMatcher) -> list[str]:
    """Of the columns headed as names those that hold units; the first of them if none does."""
    names = [column for column, role in enumerate(roles) if role == "name"]
    right = [column for column in names if has_units(get_texts(sheet, choices, column), matcher)] or names[:1]
    return ["" if role == "name" and column not in right else role for column, role in enumerate(roles)]


def get_texts(sheet: Sheet, choices: Choices, column: int) -> list[str]:
    return [text for row in get_rows(sheet, choices) if (text := sheet.cell(row, column))]


def has_units(texts: list[str], matcher: NameMatcher) -> bool:
    """Whether most cells are names of known units."""
    return bool(texts) and sum(matcher.find(text) is not None for text in texts) > len(texts) / 2


def find_last_known_row(sheet: Sheet, choices: Choices, matcher: NameMatcher) -> int:
    """The last row, from 1, that begins with a known unit not met before; below it stand notes and summaries.

    0 (to the end) in a list where units come again and again, as one of several years does.
    """
    column = choices.roles.index("name") if "name" in choices.roles else None
    if column is None:
        return 0
    sheet = spread_merged(sheet, choices)
    seen, last, again = set(), 0, 0
    for row in get_rows(sheet, choices):
        unit = matcher.find(sheet.cell(row, column))
        if unit is not None and unit.pk not in seen:
            seen.add(unit.pk)
            last = row + 1
        again += unit is not None and unit.pk in seen and last != row + 1
    return 0 if last == len(sheet.rows) or again > 3 else last
