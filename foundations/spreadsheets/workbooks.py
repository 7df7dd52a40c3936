"""Reads Excel workbooks (.xlsx): values as the cells show them, and what is hidden, merged or computed.

Of a formula the stored result is read, which the user sees in Excel. Sheets are parsed as streams: 200,000 cells take
about 2 s.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from foundations.spreadsheets.number_formats import show_number
from foundations.spreadsheets.packages import Package, refuse_damage
from foundations.spreadsheets.sheets import (
    DEFAULT_LIMITS,
    CellKind,
    RefusedFile,
    Sheet,
    SheetLimits,
    check_limits,
    make_place,
    normalise_cell,
)
from foundations.spreadsheets.workbook_parts import StringsPart, StylesPart, WorkbookPart, is_true, unescape
from foundations.vietnamese.normalisation import make_one_line

MAX_MERGED = 20_000  # ranges of a sheet
_address = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def read_workbook(content: bytes, limits: SheetLimits = DEFAULT_LIMITS) -> list[Sheet]:
    """All sheets of a workbook, also hidden ones. Raises RefusedFile."""
    with refuse_damage():
        package = Package(content, limits)
        workbook, styles, strings = WorkbookPart(), StylesPart(), StringsPart()
        package.parse(package.workbook, workbook)
        relations = package.read_relations(package.workbook)
        for kind, target in relations.values():
            part = {"styles": styles, "sharedStrings": strings}.get(kind)
            if part and package.has(target):
                package.parse(target, part)
        sheets, left = [], limits.cells
        found = [each for each in workbook.sheets if relations.get(each[1], ("", ""))[0] == "worksheet"]
        if len(found) > limits.sheets:
            raise RefusedFile(
                _("Tệp có %(number)s trang tính, quá mức %(most)s.") % {"number": len(found), "most": limits.sheets}
            )
        for name, relation, is_hidden in found:
            part = SheetPart(Sheet(make_one_line(name), [], is_hidden=is_hidden), limits, left)
            part.styles, part.strings, part.first_day = styles, strings.strings, workbook.first_day
            package.parse(relations[relation][1], part)
            part.finish()
            left -= part.number_of_cells
            sheets.append(part.sheet)
    if not any(sheet.rows for sheet in sheets):
        raise RefusedFile(_("Tệp không có ô nào chứa dữ liệu."))
    return sheets


class SheetPart:
    """Parses one sheet. `left`: how many more cells are allowed; raises RefusedFile if there are more."""

    styles: StylesPart
    strings: list[str]
    first_day: datetime.date

    def __init__(self, sheet: Sheet, limits: SheetLimits, left: int):
        self.sheet, self.limits, self.left = sheet, limits, left
        self.number_of_cells = 0
        self.row, self.column = -1, -1
        self.hidden_columns: list[tuple[int, int]] = []
        self.attributes: dict[str, str] = {}
        self.value: list[str] | None = None  # None: the cell has no value element
        self.is_read = self.is_aid = self.is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.start_cell(attributes)
        elif name in ("v", "t"):
            self.is_read = not self.is_aid
            self.value = [] if self.value is None else self.value
        elif name == "f":
            self.is_formula = True
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if is_concealed(attributes, "ht"):
                self.sheet.hidden_rows.append(self.row)
        elif name == "rPh":
            self.is_aid = True
        elif name == "col" and is_concealed(attributes, "width"):
            self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif name == "mergeCell" and len(self.sheet.merged) < MAX_MERGED:
            self.sheet.merged.append(parse_range(attributes["ref"]))

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self.row, self.column = parse_position(attributes["r"])
        self.attributes, self.value, self.is_formula = attributes, None, False

    def text(self, text: str) -> None:
        if self.is_read:
            self.value.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.is_read = False
        elif name == "rPh":
            self.is_aid = False
        elif name == "c":
            self.end_cell()

    def end_cell(self) -> None:
        stored, kind = "".join(self.value or ()), self.attributes.get("t", "n")
        place = make_place(self.row, self.column)
        if self.is_formula and not stored and (kind != "str" or self.value is None):
            self.sheet.broken.append(place)
            self.store("")
            return
        text = normalise_cell(self.get_text(stored, kind, place)) if stored else ""
        if self.is_formula and text:
            self.sheet.formulas.append(place)
        if text:
            self.store(text)

    def get_text(self, stored: str, kind: str, place: str) -> str:
        """The text that a cell shows; notes its kind, suffix and rounding in the sheet."""
        if kind == "s":
            return unescape(self.strings[int(stored)])
        if kind in ("str", "inlineStr"):
            return unescape(stored)
        if kind == "b":
            return _("ĐÚNG") if is_true(stored.strip()) else _("SAI")
        if kind == "e":
            self.sheet.kinds[place] = CellKind.ERROR.value
            return stored
        if kind == "d":
            return self.get_iso_day(stored, place)
        code = self.styles.get_code(int(self.attributes.get("s", 0)))
        number = show_number(stored.strip(), code, is_computed=self.is_formula, first_day=self.first_day)
        if number.kind:
            self.sheet.kinds[place] = number.kind.value
        if number.suffix:
            self.sheet.suffixes[place] = number.suffix
        if number.is_rounded:
            self.sheet.rounded.append(place)
        return number.text

    def get_iso_day(self, stored: str, place: str) -> str:
        """Reads a day as stored by "Strict Open XML": 2026-01-11T00:00:00."""
        try:
            day = datetime.datetime.fromisoformat(stored)
        except ValueError:
            return stored
        self.sheet.kinds[place] = CellKind.DAY.value
        return f"{day:%d/%m/%Y}"

    def store(self, text: str) -> None:
        limits = self.limits
        self.number_of_cells += 1
        if self.number_of_cells > self.left:
            raise RefusedFile(_("Bảng có quá %(most)s ô.") % {"most": number_format(limits.cells, force_grouping=True)})
        rows = self.sheet.rows
        # One row or column beyond the limit is enough for the check at the end.
        row, column = min(self.row, limits.rows), min(self.column, limits.columns)
        if len(rows) <= row:
            rows.extend([] for _missing in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = text

    def finish(self) -> None:
        """Checks the limits, and cuts merged ranges and hidden rows and columns to the area with cells."""
        sheet = self.sheet
        check_limits(sheet, self.limits)
        height, width = len(sheet.rows), sheet.width
        sheet.hidden_rows = [row for row in sheet.hidden_rows if row < height and any(sheet.rows[row])]
        covered = sorted(self.hidden_columns)
        sheet.hidden_columns = [column for column in range(width) if is_within(column, covered)]
        ranges = [[top, left, min(bottom, height - 1), right] for top, left, bottom, right in sheet.merged]
        sheet.merged = [[top, left, bottom, min(right, width - 1)] for top, left, bottom, right in ranges]
        sheet.merged = [each for each in sheet.merged if each[0] < height and each[1] < width]


def is_concealed(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, by its attribute or by a height or width of zero."""
    return is_true(attributes.get("hidden")) or attributes.get(size) in ("0", "0.0")


def is_within(column: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether the column lies in one of the ranges, which are sorted and do not overlap."""
    place = bisect(ranges, (column, 1 << 30)) - 1
    return place >= 0 and column <= ranges[place][1]


def parse_position(address: str) -> tuple[int, int]:
    """`C12` -> row 11, column 2. Raises ValueError."""
    found = _address.fullmatch(address)
    if found is None:
        raise ValueError(address)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def parse_range(reference: str) -> list[int]:
    """`D3:D4` -> top 2, left 3, bottom 3, right 3."""
    first, _colon, last = reference.partition(":")
    return [*parse_position(first), *parse_position(last or first)]
