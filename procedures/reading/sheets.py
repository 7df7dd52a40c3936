"""Lists of procedures in Excel and CSV: exports of the national portal, annexes of list decisions, our own export.

Above the headings stand merged rows (the national heading, a title); between the rows fields of activity, merged and
often with a Roman number ("I. Lĩnh vực hộ tịch"). Cells hold several lines. Codes have lost zeros or won a dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import CellKind, describe_cell, explain_kind, is_row_of_numbers, make_place
from foundations.vietnamese.folding import fold
from procedures.choices import OLD_SERVICE_LEVELS, FeeState, ServiceLevel, Way
from procedures.codes import is_code, repaired
from procedures.reading import values
from procedures.reading.problems import Problem, RefusedRecordError
from procedures.reading.tables import ListOptions, ListTable, UnreadableError, read_tables

LARGEST_CELL = 50_000  # characters; Excel itself stores 32,767
ROMAN = re.compile(r"^(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*", re.I)
NO_DAYS = {"code", "time", "fee", "level"}  # columns in which a day is a number that Excel took for one


def records(
    path: Path, options: ListOptions, notes: list[Problem]
) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
    """Each row that is a procedure, with its place; a problem where it is none.

    `notes` gets what was left out without being wrong: hidden rows, columns and sheets, rows that say nothing.
    """
    try:
        tables = read_tables(path, options, notes)
    except UnreadableError as error:
        yield path.name, Problem(path.name, "", str(error))
        return
    for table in tables:
        yield from List(path.name, table, notes, is_alone=len(tables) == 1).read()


class List:
    """Reads the rows below the headings of one table: fields of activity and procedures."""

    def __init__(self, name: str, table: ListTable, notes: list[Problem], *, is_alone: bool):
        self.name, self.table, self.notes, self.is_alone = name, table, notes, is_alone
        self.columns, self.last = table.columns, table.find_last_code()
        self.field = ""

    def read(self) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
        for number in self.table.rows():
            cells = self.table.cells(number)
            place = self.place(number)
            if columns := self.table.find_columns(cells):  # again at the head of a page, perhaps in another order
                self.columns = columns
            elif not any(cells) or is_row_of_numbers(cells):
                continue
            elif any(len(cell) > LARGEST_CELL for cell in cells):
                yield place, Problem(place, self.long_cell(cells), _("ô dài quá 50.000 ký tự"))
            elif faults := list(self.faults(number)):
                yield place, RefusedRecordError(*faults)
            elif (record := self.row(number, cells)) is not None:
                yield place, record

    def place(self, number: int) -> str:
        values = {"file": self.name, "sheet": self.table.sheet.name, "line": number + 1}
        if self.is_alone:
            return _("%(file)s, dòng %(line)s") % values
        return _("%(file)s, trang tính “%(sheet)s”, dòng %(line)s") % values

    def long_cell(self, cells: list[str]) -> str:
        place = next(place for place, cell in enumerate(cells) if len(cell) > LARGEST_CELL)
        return next((name for name, column in self.columns.items() if column == place), _("cột %s") % (place + 1))

    def faults(self, number: int) -> Iterator[tuple[str, str]]:
        """Cells that Excel could not compute, or took for a day."""
        sheet = self.table.sheet
        for name, column in self.columns.items():
            kind = sheet.kinds.get(make_place(number, column))
            if kind == CellKind.ERROR or (kind and name in NO_DAYS):
                yield name, self.at_cell(explain_kind(kind, sheet.cell(number, column)), number, name)
            elif make_place(number, column) in sheet.broken:
                sentence = _("ô có công thức nhưng chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán giá trị.")
                yield name, self.at_cell(sentence, number, name)

    def at_cell(self, message: str, number: int, name: str) -> str:
        """The message with the cell that a clerk finds: `… (ô B12 của trang tính “Danh mục”)`."""
        return f"{message} ({describe_cell(self.table.sheet, number, self.columns[name])})"

    def row(self, number: int, cells: list[str]) -> dict | RefusedRecordError | None:
        """A procedure, a refusal, or None for a row that names a field of activity or holds only a number."""
        code, name = self.cell(cells, "code"), values.line(self.cell(cells, "name"))
        filled = [cell for cell in cells if cell]
        mended = repaired(code)
        if mended is None and (len(set(filled)) == 1 or self.is_field_row(filled)):
            self.field = field_name(filled[-1]) or self.field
            return None
        if not code and (not name or self.is_below(number, cells)):
            self.note_unread(number, filled)
            return None
        if mended is None:
            message = _("“%s” không phải mã thủ tục") % code[:60] if code else _("thiếu mã thủ tục")
            return RefusedRecordError(("code", self.at_cell(message, number, "code")))
        if not name:
            return RefusedRecordError(("name", self.at_cell(_("thiếu tên thủ tục"), number, "name")))
        content = {"code": mended, "name": name, **self.optional(cells)}
        if mended != code and not is_code(code):
            content["notes"] = [_("mã ghi “%(written)s”, hiểu là %(code)s") % {"written": code, "code": mended}]
        return content

    def is_below(self, number: int, cells: list[str]) -> bool:
        """Whether the row stands below the last procedure and has no number of its own: a sum, a note, signatures."""
        return number > self.last and not any(cell.isdecimal() for cell in cells[: self.columns["name"]])

    def note_unread(self, number: int, filled: list[str]) -> None:
        """Says of a row without code and name what it holds, unless that is a number alone."""
        texts = [values.line(cell)[:60] for cell in filled if not cell.isdecimal()]
        if texts:
            message = _("dòng không có mã và tên thủ tục nên không được lấy: %s") % "; ".join(texts)
            self.notes.append(Problem(self.place(number), "", message))

    def is_field_row(self, filled: list[str]) -> bool:
        """ "I | Lĩnh vực hộ tịch", or one merged cell that begins with "Lĩnh vực"."""
        return len(filled) <= 2 and (
            bool(re.fullmatch(r"[IVXLC]{1,7}\.?", filled[0])) or "linh vuc" in fold(filled[-1])
        )

    def cell(self, cells: list[str], name: str) -> str:
        column = self.columns.get(name)
        return cells[column] if column is not None and column < len(cells) else ""

    def optional(self, cells: list[str]) -> dict:
        """What the list has a column for. Words that say nothing are left out, so that they change nothing."""
        content: dict[str, Any] = {}
        if field := field_name(self.cell(cells, "field")) or self.field:
            content["field"] = field
        agencies = values.agencies(issuing=self.cell(cells, "issuing"), executing=self.cell(cells, "executing"))
        if agencies:
            content["agencies"] = agencies
            content["agency_roles"] = sorted({agency["role"] for agency in agencies})
        if levels := values.levels(self.cell(cells, "level")):
            content["levels"] = levels
        if decision := values.line(self.cell(cells, "decision")):
            content["decision_number"] = decision[:255]
        if service := service_level(self.cell(cells, "service")):
            content["service_level"] = service
        if channels := self.channels(cells):
            content["channels"] = channels
        if legal := values.text(self.cell(cells, "legal")):
            content["legal_bases"] = [
                {"title": line.strip("-+• "), "number": "", "issued_on": None, "agency": ""}
                for line in legal.split("\n")
            ]
        return content

    def channels(self, cells: list[str]) -> list[dict]:
        """The ways that the list names, each with the time limit and the fee as they are written."""
        time, fee, place = (values.text(self.cell(cells, name)) for name in ("time", "fee", "place"))
        if not (time or fee or place):
            return []
        said = fold(place)
        ways = [
            way
            for word, way in (("truc tiep", Way.DIRECT), ("truc tuyen", Way.ONLINE), ("buu chinh", Way.POST))
            if word in said
        ]
        fees = [values.fee(line.strip("-+• ")) for line in fee.split("\n") if line.strip()]
        free = bool(fees) and all(values.SAYS_FREE.match(each["note"]) for each in fees)
        state = values.fee_state(fees, said_free=free)
        shared = {**values.time_limit(time), "fee_state": state, "description": place}
        return [
            {"way": str(way), **shared, "fees": [] if state == FeeState.FREE else fees} for way in ways or [Way.DIRECT]
        ]


def field_name(text: str) -> str:
    """`II. LĨNH VỰC NGƯỜI CÓ CÔNG` -> `Người có công`."""
    name = re.sub(r"^lĩnh vực\s*:?\s*", "", ROMAN.sub("", values.line(text)), flags=re.I)
    return name.capitalize() if name.isupper() else name[:1].upper() + name[1:]


def service_level(text: str) -> str:
    """`Toàn trình`, `Một phần`, and the old levels 1 to 4."""
    said = fold(text)
    if "toan trinh" in said:
        return ServiceLevel.FULL.value
    if "mot phan" in said:
        return ServiceLevel.PARTIAL.value
    level = re.search(r"\b([1-4])\b", said)
    return OLD_SERVICE_LEVELS[level[1]].value if level else ""
