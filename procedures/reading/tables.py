"""Lists of procedures as tables: which sheets and rows count, where the headings stand, what merged cells mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import (
    RefusedFile,
    Sheet,
    SheetLimits,
    fill_merged,
    format_row_numbers,
    make_column_letter,
    make_place,
)
from foundations.vietnamese.folding import fold

LIMITS = SheetLimits(
    content=50 * 1024 * 1024,
    unpacked=100 * 1024 * 1024,
    sheets=100,
    rows=100_000,
    columns=1_000,
    cells=1_500_000,
    cell=2_000_000,  # a cell that is too long is named with its field when its row is read
)
HEADINGS_WITHIN = 30  # rows
MAX_HEADING = 80  # characters
# The first that fits counts, so the longer comes first.
HEADINGS = [
    ("code", re.compile(r"^ma( so)?( ho so)?( tthc| thu tuc.*)?$")),
    ("decision", re.compile(r"quyet dinh|van ban quy dinh viec")),
    ("name", re.compile(r"^(ten|ten hanh chinh|ten thu tuc.*|ten tthc.*|thu tuc hanh chinh|noi dung)$")),
    ("issuing", re.compile(r"co quan ban hanh")),
    ("executing", re.compile(r"co quan thuc hien|co quan giai quyet")),
    ("field", re.compile(r"^linh vuc")),
    ("time", re.compile(r"thoi (han|gian)")),
    ("place", re.compile(r"dia diem|cach thuc|dia chi tiep nhan")),
    ("fee", re.compile(r"phi|le phi")),
    ("legal", re.compile(r"can cu")),
    ("level", re.compile(r"^cap ")),
    ("service", re.compile(r"muc do|dvc")),
]


class UnreadableError(Exception):
    """A list that cannot be read; its text is the reason, in a sentence."""


@dataclass(frozen=True)
class ListOptions:
    """How a list is read: what parts the cells of a CSV (empty: found), and whether hidden rows and columns count."""

    delimiter: str = ""
    take_hidden: bool = False


@dataclass
class ListTable:
    """A sheet with headings: which column holds what, and the first row below them."""

    sheet: Sheet
    columns: dict[str, int]
    first_row: int
    take_hidden: bool

    def rows(self) -> Iterator[int]:
        """The rows below the headings, from 0; hidden ones only if they count."""
        hidden = set() if self.take_hidden else set(self.sheet.hidden_rows)
        return (row for row in range(self.first_row, len(self.sheet.rows)) if row not in hidden)

    def cells(self, number: int) -> list[str]:
        """The texts of a row, numbers with what their format writes behind them: a fee of 10 % is not 10 đồng."""
        suffixes = self.sheet.suffixes
        return [
            text + describe_suffix(suffixes.get(make_place(number, column), "")) if text else ""
            for column, text in enumerate(self.sheet.rows[number])
        ]

    def find_last_code(self) -> int:
        """The last row with a code, from 0; below it stand sums, notes and signatures."""
        return max((row for row in self.rows() if self.sheet.cell(row, self.columns["code"])), default=-1)

    def find_columns(self, cells: list[str]) -> dict[str, int] | None:
        """The columns as another row of headings orders them; None if the row is none."""
        return find_headings(cells, set() if self.take_hidden else set(self.sheet.hidden_columns))


def describe_suffix(suffix: str) -> str:
    """What a format writes behind a number, but the currency that every amount has."""
    return "" if fold(suffix) in ("d", "dong", "vnd", "") and "%" not in suffix else suffix


def read_tables(path: Path, options: ListOptions, notes: list[Problem]) -> list[ListTable]:
    """The sheets that have headings; `notes` gets what is left out. Raises UnreadableError."""
    if not path.is_file():
        raise UnreadableError(_("không có tệp này"))
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UnreadableError(_("chỉ đọc tệp .xlsx và .csv; hãy lưu lại bằng một trong hai dạng này"))
    try:
        sheets = read_file(path.name, path.read_bytes(), options.delimiter, count_headings, LIMITS)
    except RefusedFile as refusal:
        raise UnreadableError(str(refusal)) from refusal
    tables = []
    for sheet in sheets:
        table = find_table(sheet, options)
        if table is None and find_table(sheet, replace(options, take_hidden=True)):
            raise UnreadableError(_("trang tính “%s”: cột mã hoặc cột tên thủ tục bị ẩn") % sheet.name)
        if table is None and sheet.rows:
            message = (
                _("trang tính “%s” không có dòng tiêu đề có cột mã và cột tên thủ tục, không được lấy") % sheet.name
            )
            notes.append(Problem(path.name, "", message))
        elif table and sheet.is_hidden and not options.take_hidden:
            notes.append(Problem(path.name, "", _("trang tính ẩn “%s” không được lấy") % sheet.name))
        elif table:
            tables.append(table)
            notes += [Problem(path.name, "", message) for message in describe_hidden_parts(table)]
    if not tables:
        raise UnreadableError(_("không thấy dòng tiêu đề có cột mã và cột tên thủ tục"))
    return tables


def find_table(sheet: Sheet, options: ListOptions) -> ListTable | None:
    """The table of a sheet, the values of its merged cells where they belong; None without headings."""
    number = next((row for row, cells in enumerate(sheet.rows[:HEADINGS_WITHIN]) if find_headings(cells)), None)
    if number is None:
        return None
    first = number + find_heading_rows(sheet, number)
    hidden = set() if options.take_hidden else set(sheet.hidden_columns)
    columns = find_headings(get_heading_texts(sheet, number, first), hidden) or find_headings(
        sheet.rows[number], hidden
    )
    if columns is None:
        return None
    identities = [columns["code"], columns["name"]]
    below = range(first, max(first + 1, len(sheet.rows)))
    several = [each for each in sheet.merged if each[0] in below and each[1] == each[3] == columns["code"]]
    parts = [each for each in sheet.merged if not (each[1] == each[3] and each[1] in identities)]
    filled = fill_merged(replace(sheet, merged=parts), below, identities)
    for top, _left, bottom, _right in several:
        join_rows(filled, top, bottom)
    return ListTable(filled, columns, first, options.take_hidden)


def get_heading_texts(sheet: Sheet, first: int, after: int) -> list[str]:
    """By column what its headings say together: `Cơ quan` above `thực hiện` is `Cơ quan thực hiện`."""
    spread = fill_merged(sheet, range(first, after))
    return [" ".join(dict.fromkeys(part for part in parts if part)) for parts in find_columns_of(spread, first, after)]


def find_heading_rows(sheet: Sheet, number: int) -> int:
    """How many rows the headings take: as many as the tallest merged heading among them."""
    bottoms = [bottom for top, _left, bottom, _right in sheet.merged if top == number]
    return max([number, *bottoms]) - number + 1


def find_columns_of(sheet: Sheet, first: int, after: int) -> list[list[str]]:
    return [[sheet.cell(row, column) for row in range(first, after)] for column in range(sheet.width)]


def join_rows(sheet: Sheet, top: int, bottom: int) -> None:
    """Makes one row of those that share a merged code: each column's different texts, one a line."""
    joined = [
        "\n".join(dict.fromkeys(text for text in parts if text)) for parts in find_columns_of(sheet, top, bottom + 1)
    ]
    sheet.rows[top : bottom + 1] = [joined, *([] for _row in range(top, bottom))]


def describe_hidden_parts(table: ListTable) -> Iterator[str]:
    """Sentences on what is hidden in the sheet, taken or not."""
    sheet = table.sheet
    rows = [row for row in sheet.hidden_rows if row >= table.first_row and any(sheet.rows[row])]
    values = {
        "sheet": sheet.name,
        "rows": format_row_numbers(rows),
        "columns": ", ".join(map(make_column_letter, sheet.hidden_columns)),
    }
    if rows:
        yield (
            _("trang tính “%(sheet)s”: dòng ẩn %(rows)s cũng được lấy")
            if table.take_hidden
            else _("trang tính “%(sheet)s”: dòng ẩn %(rows)s không được lấy")
        ) % values
    if sheet.hidden_columns:
        yield (
            _("trang tính “%(sheet)s”: cột ẩn %(columns)s cũng được lấy")
            if table.take_hidden
            else _("trang tính “%(sheet)s”: cột ẩn %(columns)s không được lấy")
        ) % values


def count_headings(cells: list[str]) -> int:
    return len(find_named_columns(cells))


def find_headings(cells: list[str], hidden: Collection[int] = ()) -> dict[str, int] | None:
    """Which column holds what, when the row is one of headings: it names both a code and a name."""
    found = {name: column for name, column in find_named_columns(cells).items() if column not in hidden}
    return found if {"code", "name"} <= set(found) else None


def find_named_columns(cells: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        said = fold(cell)
        for name, pattern in HEADINGS if len(said) < MAX_HEADING else []:
            if name not in found and pattern.search(said):
                found[name] = place
                break
    return found
