"""Lists of procedures in Excel and CSV: exports of the national portal, annexes of list decisions, our own export.

Above the headings stand merged rows (the national heading, a title); between the rows fields of activity, merged and
often with a Roman number ("I. Lĩnh vực hộ tịch"). Cells hold several lines. Codes have lost zeros or won a dot.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from procedures.choices import OLD_SERVICE_LEVELS, FeeState, ServiceLevel, Way
from procedures.codes import is_code, repaired
from procedures.reading import values
from procedures.reading.problems import Problem, RefusedRecordError
from vietnamese.folding import fold

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes of a workbook once unpacked
LARGEST_CELL = 50_000  # characters; Excel itself stores 32,767
MOST_COLUMNS = 60
HEADINGS_WITHIN = 30  # rows
ROMAN = re.compile(r"^(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*", re.I)
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


def records(path: Path) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
    """Each row that is a procedure, with its place; a problem where it is none."""
    try:
        yield from List(path.name).read(rows(path))
    except UnreadableError as error:
        yield path.name, Problem(path.name, "", str(error))


def rows(path: Path) -> Iterator[list[str]]:
    """The cells of each row as text, of the first sheet that has any. Raises UnreadableError."""
    if not path.is_file():
        raise UnreadableError(_("không có tệp này"))
    if path.suffix.lower() == ".csv":
        yield from csv_rows(path)
    elif path.suffix.lower() == ".xlsx":
        yield from excel_rows(path)
    else:
        raise UnreadableError(_("chỉ đọc tệp .xlsx và .csv; hãy lưu lại bằng một trong hai dạng này"))


def csv_rows(path: Path) -> Iterator[list[str]]:
    raw = path.read_bytes()
    if len(raw) > LARGEST_UNPACKED // 4:
        raise UnreadableError(_("tệp lớn hơn 25 MB"))
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(_("không phải văn bản UTF-8 (byte thứ %s)") % (error.start + 1)) from error
    if "\x00" in text:
        raise UnreadableError(_("có ký tự rỗng (NUL), không phải bảng văn bản"))
    head = text[:5000]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(LARGEST_UNPACKED)
    yield from csv.reader(text.splitlines(keepends=True), delimiter=delimiter)


def excel_rows(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableError(_("bảng lớn hơn 100 MB khi mở ra"))
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise UnreadableError(_("không phải tệp Excel .xlsx đọc được, hoặc tệp bị cắt ngang")) from error
    try:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
                yield ["" if cell is None else str(cell) for cell in row]
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile, EOFError) as error:
        raise UnreadableError(_("bảng Excel bị hỏng ở giữa")) from error
    finally:
        workbook.close()


class List:
    """Reads rows one after another: headings when they come, then fields of activity and procedures."""

    def __init__(self, name: str):
        self.name = name
        self.columns: dict[str, int] = {}
        self.field = ""

    def read(self, found: Iterator[list[str]]):
        number = 0
        for number, row in enumerate(found, start=1):
            cells = [cell.strip() for cell in row]
            place = _("%(file)s, dòng %(line)s") % {"file": self.name, "line": number}
            if any(len(cell) > LARGEST_CELL for cell in cells):
                yield place, Problem(place, self.long_cell(cells), _("ô dài quá 50.000 ký tự"))
                continue
            if columns := headings(cells):
                self.columns = columns
            elif self.columns and any(cells):
                record = self.row(cells)
                if record is not None:
                    yield place, record
            elif number > HEADINGS_WITHIN and not self.columns:
                break
        if not self.columns:
            yield self.name, Problem(self.name, "", _("không thấy dòng tiêu đề có cột mã và cột tên thủ tục"))

    def long_cell(self, cells: list[str]) -> str:
        place = next(place for place, cell in enumerate(cells) if len(cell) > LARGEST_CELL)
        return next((name for name, column in self.columns.items() if column == place), _("cột %s") % (place + 1))

    def row(self, cells: list[str]) -> dict | RefusedRecordError | None:
        """A procedure, a refusal, or None for a row that names a field of activity or holds only a number."""
        code, name = self.cell(cells, "code"), values.line(self.cell(cells, "name"))
        filled = [cell for cell in cells if cell]
        mended = repaired(code)
        if mended is None and (len(set(filled)) == 1 or self.is_field_row(filled)):
            self.field = field_name(filled[-1]) or self.field
            return None
        if not code and not name:
            return None
        if mended is None:
            message = _("“%s” không phải mã thủ tục") % code[:60] if code else _("thiếu mã thủ tục")
            return RefusedRecordError(("code", message))
        if not name:
            return RefusedRecordError(("name", _("thiếu tên thủ tục")))
        content = {"code": mended, "name": name, **self.optional(cells)}
        if mended != code and not is_code(code):
            content["notes"] = [_("mã ghi “%(written)s”, hiểu là %(code)s") % {"written": code, "code": mended}]
        return content

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


def headings(cells: list[str]) -> dict[str, int] | None:
    """Which column holds what, when the row is one of headings: it names both a code and a name."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        said = fold(cell)
        for name, pattern in HEADINGS if len(said) < 80 else []:
            if name not in found and pattern.search(said):
                found[name] = place
                break
    return found if {"code", "name"} <= set(found) else None


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
