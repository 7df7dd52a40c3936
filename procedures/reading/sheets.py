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

from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.sheets import CellKind, describe_cell, explain_kind, is_row_of_numbers, make_place
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line
from procedures.reading import values
from procedures.reading.choices import OLD_SERVICE_LEVELS, FeeState, ServiceLevel, Way
from procedures.reading.codes import is_code, repair_code
from procedures.reading.problems import Records, RefusedRecordError
from procedures.reading.record import CODE, NAME
from procedures.reading.tables import MAX_HEADING, ListOptions, ListTable, UnreadableError, read_tables

MAX_CELL_LENGTH = 50_000  # characters; Excel itself stores 32,767
ROMAN = re.compile(r"^(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*", re.I)
NO_DAYS = {"code", "time", "fee", "level"}  # columns in which a day is a number that Excel took for one


def read_list(path: Path, options: ListOptions, notes: list[Problem]) -> Records:
    """Each row that is a procedure, with its place; a problem if it is none.

    `notes` gets what was left out without being wrong: hidden rows, columns and sheets, rows that say nothing.
    """
    try:
        tables = read_tables(path, options, notes)
    except UnreadableError as error:
        yield path.name, Problem(path.name, "", str(error))
        return
    for table in tables:
        yield from ListReader(path.name, table, notes, is_alone=len(tables) == 1).read()


class ListReader:
    """Reads the rows below the headings of one table: fields of activity and procedures."""

    def __init__(self, name: str, table: ListTable, notes: list[Problem], *, is_alone: bool):
        self.name, self.table, self.notes, self.is_alone = name, table, notes, is_alone
        self.columns, self.last = table.columns, table.find_last_code()
        self.field = ""

    def read(self) -> Records:
        for number in self.table.rows():
            cells = self.table.cells(number)
            place = self.get_place(number)
            if columns := self.table.find_columns(cells):  # again at the head of a page, perhaps in another order
                self.columns = columns
            elif not any(cells) or is_row_of_numbers(cells):
                continue
            elif any(len(cell) > MAX_CELL_LENGTH for cell in cells):
                yield place, Problem(place, self.find_long_cell(cells), _("ô dài quá 50.000 ký tự"))
            elif faults := list(self.find_faults(number)):
                yield place, RefusedRecordError(*faults)
            elif (record := self.read_row(number, cells)) is not None:
                yield place, record

    def get_place(self, number: int) -> str:
        values = {"file": self.name, "sheet": self.table.sheet.name, "line": number + 1}
        if self.is_alone:
            return _("%(file)s, dòng %(line)s") % values
        return _("%(file)s, trang tính “%(sheet)s”, dòng %(line)s") % values

    def find_long_cell(self, cells: list[str]) -> str:
        return self.get_heading(next(place for place, cell in enumerate(cells) if len(cell) > MAX_CELL_LENGTH))

    def get_heading(self, column: int) -> str:
        """What stands at the head of the column, by which the clerk knows it."""
        heading = make_one_line(self.table.sheet.cell(self.table.first_row - 1, column))
        return heading[:MAX_HEADING] or _("cột %s") % (column + 1)

    def find_faults(self, number: int) -> Iterator[tuple[str, str]]:
        """Cells that Excel could not compute, or took for a day."""
        sheet = self.table.sheet
        for name, column in self.columns.items():
            kind = sheet.kinds.get(make_place(number, column))
            if kind == CellKind.ERROR or (kind and name in NO_DAYS):
                yield (
                    self.get_heading(column),
                    self.add_cell(explain_kind(kind, sheet.cell(number, column)), number, name),
                )
            elif make_place(number, column) in sheet.broken:
                sentence = _("ô có công thức nhưng chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán giá trị.")
                yield self.get_heading(column), self.add_cell(sentence, number, name)

    def add_cell(self, message: str, number: int, name: str) -> str:
        """The message with the cell that a clerk finds: `… (ô B12 của trang tính “Danh mục”)`."""
        return f"{message} ({describe_cell(self.table.sheet, number, self.columns[name])})"

    def read_row(self, number: int, cells: list[str]) -> dict | RefusedRecordError | None:
        """A procedure, a refusal, or None for a row that names a field of activity or holds only a number."""
        code, name = self.get_cell(cells, "code"), values.parse_line(self.get_cell(cells, "name"))
        filled = [cell for cell in cells if cell]
        mended = repair_code(code)
        if mended is None and (len(set(filled)) == 1 or self.is_field_row(filled)):
            self.field = parse_field_name(filled[-1]) or self.field
            return None
        if not code and (not name or self.is_below(number, cells)):
            self.note_unread(number, filled)
            return None
        if mended is None:
            message = _("“%s” không phải mã thủ tục") % code[:60] if code else _("thiếu mã thủ tục")
            return RefusedRecordError((str(CODE), self.add_cell(message, number, "code")))
        if not name:
            return RefusedRecordError((str(NAME), self.add_cell(_("thiếu tên thủ tục"), number, "name")))
        content = {"code": mended, "name": name, **self.read_optional(cells)}
        if mended != code and not is_code(code):
            content["notes"] = [_("mã ghi “%(written)s”, hiểu là %(code)s") % {"written": code, "code": mended}]
        return content

    def is_below(self, number: int, cells: list[str]) -> bool:
        """Whether the row stands below the last procedure and has no number of its own: a sum, a note, signatures."""
        return number > self.last and not any(cell.isdecimal() for cell in cells[: self.columns["name"]])

    def note_unread(self, number: int, filled: list[str]) -> None:
        """Says of a row without code and name what it holds, unless that is a number alone."""
        texts = [values.parse_line(cell)[:60] for cell in filled if not cell.isdecimal()]
        if texts:
            message = _("dòng không có mã và tên thủ tục nên không được lấy: %s") % "; ".join(texts)
            self.notes.append(Problem(self.get_place(number), "", message))

    def is_field_row(self, filled: list[str]) -> bool:
        """ "I | Lĩnh vực hộ tịch", or one merged cell that begins with "Lĩnh vực"."""
        return len(filled) <= 2 and (
            bool(re.fullmatch(r"[IVXLC]{1,7}\.?", filled[0])) or "linh vuc" in fold(filled[-1])
        )

    def get_cell(self, cells: list[str], name: str) -> str:
        column = self.columns.get(name)
        return cells[column] if column is not None and column < len(cells) else ""

    def read_optional(self, cells: list[str]) -> dict:
        """What the list has a column for. Words that say nothing are left out, so that they change nothing."""
        content: dict[str, Any] = {}
        if field := parse_field_name(self.get_cell(cells, "field")) or self.field:
            content["field"] = field
        agencies = values.parse_agencies(
            issuing=self.get_cell(cells, "issuing"), executing=self.get_cell(cells, "executing")
        )
        if agencies:
            content["agencies"] = agencies
            content["agency_roles"] = sorted({agency["role"] for agency in agencies})
        if levels := values.parse_levels(self.get_cell(cells, "level")):
            content["levels"] = levels
        if decision := values.parse_line(self.get_cell(cells, "decision")):
            content["decision_number"] = decision[:255]
        if service := parse_service_level(self.get_cell(cells, "service")):
            content["service_level"] = service
        if channels := self.read_channels(cells):
            content["channels"] = channels
        if legal := values.parse_text(self.get_cell(cells, "legal")):
            content["legal_bases"] = [
                {"title": line.strip("-+• "), "number": "", "issued_on": None, "agency": ""}
                for line in legal.split("\n")
            ]
        return content

    def read_channels(self, cells: list[str]) -> list[dict]:
        """The ways that the list names, each with the time limit and the fee as they are written."""
        time, fee, place = (values.parse_text(self.get_cell(cells, name)) for name in ("time", "fee", "place"))
        if not (time or fee or place):
            return []
        said = fold(place)
        ways = [
            way
            for word, way in (("truc tiep", Way.DIRECT), ("truc tuyen", Way.ONLINE), ("buu chinh", Way.POST))
            if word in said
        ]
        fees = [values.parse_fee(line.strip("-+• ")) for line in fee.split("\n") if line.strip()]
        free = bool(fees) and all(
            values.SAYS_FREE.match(each["note"]) and not values.SAYS_NOT_SET.fullmatch(each["note"]) for each in fees
        )
        state = values.parse_fee_state(fees, said_free=free)
        shared = {**values.parse_time_limit(time), "fee_state": state, "description": place}
        return [
            {"way": str(way), **shared, "fees": [] if state == FeeState.FREE else fees} for way in ways or [Way.DIRECT]
        ]


def parse_field_name(text: str) -> str:
    """`II. LĨNH VỰC NGƯỜI CÓ CÔNG` -> `Người có công`."""
    name = re.sub(r"^lĩnh vực\s*:?\s*", "", ROMAN.sub("", values.parse_line(text)), flags=re.I)
    return name.capitalize() if name.isupper() else name[:1].upper() + name[1:]


def parse_service_level(text: str) -> str:
    """`Toàn trình`, `Một phần`, and the old levels 1 to 4."""
    said = fold(text)
    if "toan trinh" in said:
        return ServiceLevel.FULL.value
    if "mot phan" in said:
        return ServiceLevel.PARTIAL.value
    level = re.search(r"\b([1-4])\b", said)
    return OLD_SERVICE_LEVELS[level[1]].value if level else ""
