"""A table as it was read: rows of text, and notes on cells that are more than their text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from foundations.vietnamese.normalisation import make_one_line, normalise_lines

# Line ends inside a cell. VT and FF, from Word and old printers, would otherwise be dropped as control characters, and
# the words beside them would be joined.
_line_end = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


MIN_NUMBERED_COLUMNS = 3  # columns


class RefusedFile(Exception):
    """The file cannot be read as a table; the message tells the user what to do."""


class CellKind(StrEnum):
    """What a cell is if not text or a plain number."""

    DAY = "day"
    TIME = "time"
    FRACTION = "fraction"
    ERROR = "error"
    CONCEALED = "concealed"  # hidden by a number format that shows nothing


@dataclass(frozen=True)
class SheetLimits:
    """The largest table that is read. The largest real ranking found has 87 rows and 33 columns."""

    content: int = 5 * 1024 * 1024  # bytes of the file
    unpacked: int = 24 * 1024 * 1024  # bytes of a workbook once unpacked
    parts: int = 500  # files in the archive of a workbook
    sheets: int = 30
    rows: int = 5_000  # of a sheet
    columns: int = 200
    cells: int = 200_000  # non-empty cells of all sheets together
    cell: int = 2_000  # characters


DEFAULT_LIMITS = SheetLimits()


@dataclass
class Sheet:
    """Rows of cells as text, lines within a cell separated by a line feed. Places are `row,column`, both from 0.

    `formulas`: places of computed values; `broken`: of formulas without a value; `rounded`: of cells with more
    decimals than are shown (and read); `kinds`: CellKind by place; `suffixes`: what the format writes after a number,
    like `%` or ` ngày`, by place; `merged`: [top, left, bottom, right] of merged ranges, only whose first cell has
    the value.
    """

    name: str
    rows: list[list[str]]
    formulas: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    suffixes: dict[str, str] = field(default_factory=dict)
    merged: list[list[int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False

    def as_json(self) -> dict:
        return asdict(self)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """The text at row and column, from 0; empty outside the table."""
        line = self.rows[row] if row < len(self.rows) else []
        return line[column] if column < len(line) else ""

    def put_on_one_line(self) -> Sheet:
        """A copy with the text of each cell on one line."""
        return replace(self, rows=[[make_one_line(text) for text in row] for row in self.rows])


def normalise_cell(text: str) -> str:
    """The text of a cell in NFC, lines separated by a line feed, without blanks at the ends."""
    return normalise_lines(_line_end.sub("\n", text)).strip()


def make_place(row: int, column: int) -> str:
    """The key of a cell in `kinds` and other notes."""
    return f"{row},{column}"


def make_column_letter(place: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def make_cell_name(row: int, column: int) -> str:
    """`C12` for row 11 and column 2, both from 0."""
    return f"{make_column_letter(column)}{row + 1}"


def describe_cell(sheet: Sheet, row: int, column: int) -> str:
    """For messages: `ô C12 của trang tính “Bảng”`."""
    return _("ô %(cell)s của trang tính “%(sheet)s”") % {"cell": make_cell_name(row, column), "sheet": sheet.name}


def format_row_numbers(numbers: Collection[int]) -> str:
    """`5, 7–9` for 4, 6, 7, 8: rows counted from 0, written as numbered in the sheet."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first + 1) if first == last else f"{first + 1}–{last + 1}" for first, last in found)


def is_row_of_numbers(cells: list[str]) -> bool:
    """Whether the row numbers the columns: `(1) (2) (3)` or `A B 1 2`, as below the headings of official tables."""
    labels = [cell.strip("()[] .").upper() for cell in cells if cell]
    letters = [label for label in labels if label in ("A", "B", "C")]
    numbers = labels[len(letters) :]
    if len(labels) < MIN_NUMBERED_COLUMNS or labels[: len(letters)] != ["A", "B", "C"][: len(letters)]:
        return False
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def explain_kind(kind: str, text: str) -> str:
    """Why a cell of this kind is not a number, and what to do."""
    sentences = {
        CellKind.DAY: _(
            "ô này là ngày %(text)s: Excel tự đổi số có gạch chéo hoặc gạch ngang thành ngày. Hãy định dạng ô là "
            "“Văn bản” hoặc “Số” rồi gõ lại."
        ),
        CellKind.TIME: _("ô này là giờ %(text)s, không phải số. Hãy định dạng ô là “Văn bản” hoặc “Số” rồi gõ lại."),
        CellKind.FRACTION: _("ô này hiện thành phân số (giá trị %(text)s). Hãy định dạng ô là “Số” rồi gõ lại."),
        CellKind.ERROR: _("ô này mang lỗi %(text)s của Excel. Hãy sửa công thức hoặc gõ giá trị đúng."),
        CellKind.CONCEALED: _(
            "ô này có giá trị %(text)s nhưng định dạng của ô làm ẩn đi. Hãy đổi định dạng hoặc xóa giá trị."
        ),
    }
    return sentences[CellKind(kind)] % {"text": text}


def fill_merged(sheet: Sheet, rows: range, headings: Collection[int] = ()) -> Sheet:
    """A copy in which all cells of merged ranges within `rows` have the value and kind of the first cell.

    Ranges of several columns that cover one of the columns `headings` are headings between rows and stay unchanged.
    """
    if not any(top in rows for top, _left, _bottom, _right in sheet.merged):
        return sheet
    filled, special = [list(row) for row in sheet.rows], {"kinds": dict(sheet.kinds), "suffixes": dict(sheet.suffixes)}
    for top, left, bottom, right in sheet.merged:
        is_heading = right > left and any(left <= column <= right for column in headings)
        if top not in rows or is_heading:
            continue
        text, first = sheet.cell(top, left), make_place(top, left)
        for row, column in _list_places(top, left, min(bottom, rows[-1], len(filled) - 1), right):
            filled[row] += [""] * (column + 1 - len(filled[row]))
            filled[row][column] = text
            for found in special.values():
                if first in found:
                    found[make_place(row, column)] = found[first]
                else:
                    found.pop(make_place(row, column), None)
    return replace(sheet, rows=filled, **special)


def _list_places(top: int, left: int, bottom: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def check_limits(sheet: Sheet, limits: SheetLimits) -> None:
    """Raises RefusedFile if a sheet has too many rows or columns, or too long a cell."""
    values = {"sheet": sheet.name, "most": number_format(limits.rows, force_grouping=True)}
    if len(sheet.rows) > limits.rows:
        raise RefusedFile(_("Trang tính “%(sheet)s” có quá %(most)s dòng. Hãy chỉ giữ lại bảng cần nhập.") % values)
    for number, row in enumerate(sheet.rows):
        if len(row) > limits.columns:
            values = {"sheet": sheet.name, "row": number + 1, "most": limits.columns}
            raise RefusedFile(_("Trang tính “%(sheet)s”, dòng %(row)s có quá %(most)s cột.") % values)
        for column, text in enumerate(row):
            if len(text) > limits.cell:
                message = _("%(cell)s dài quá %(most)s ký tự.") % {
                    "cell": describe_cell(sheet, number, column),
                    "most": number_format(limits.cell, force_grouping=True),
                }
                raise RefusedFile(message[:1].upper() + message[1:])
