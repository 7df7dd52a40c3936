"""Spreadsheets and CSV files read into plain text cells, within bounds; what is no table is refused with a reason.

Formulas: the cell counts with the result that the spreadsheet program stored beside it, as the clerk sees it there;
where none is stored, the cell is an error. Measured bounds: the largest real table found has 87 rows, 33 columns.
"""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import zipfile
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from vietnamese.normalisation import one_line

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS = 500  # files in the archive
MOST_SHEETS = 30
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CELLS = 200_000  # of all sheets together, empty ones left out
LONGEST_CELL = 2_000
OLE_START = b"\xd0\xcf\x11\xe0"
ZIP_START = b"PK\x03\x04"


class RefusedFile(Exception):
    """The file is no table this importer takes; the message tells the clerk what to do."""


@dataclass
class Sheet:
    """Cells as text. `formulas`: places `row,column` (from 0) whose value was computed; `broken`: without a value."""

    name: str
    rows: list[list[str]]
    formulas: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return asdict(self)


def read_file(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file. Raises RefusedFile."""
    if len(content) > MOST_BYTES:
        raise RefusedFile(
            _(
                "Tệp lớn %(size)s MB, quá mức %(most)s MB. Hãy chỉ giữ lại trang tính có bảng xếp hạng rồi lưu thành "
                "tệp mới."
            )
            % {"size": number_format(round(len(content) / 1024 / 1024, 1)), "most": MOST_BYTES // 1024 // 1024}
        )
    if content.startswith(OLE_START):
        raise RefusedFile(
            _(
                "Đây là tệp Excel đời cũ (.xls) hoặc tệp đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu nếu có, rồi "
                "chọn Lưu thành “Excel Workbook (.xlsx)”."
            )
        )
    if content.startswith(ZIP_START):
        return read_workbook(content)
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise RefusedFile(
            _("Tệp mang đuôi Excel nhưng bên trong không phải bảng tính. Hãy mở bằng Excel và lưu lại thành .xlsx.")
        )
    return [read_csv(content)]


def read_csv(content: bytes) -> Sheet:
    """Comma, semicolon or tab between cells, whichever the first lines hold most; UTF-8 or UTF-16 with its mark."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise RefusedFile(
            _(
                "Tệp không viết bằng bảng mã UTF-8 (lỗi ở byte thứ %(place)s). Trong Excel hãy chọn Lưu thành “CSV "
                "UTF-8”."
            )
            % {"place": fault.start + 1}
        ) from fault
    if "\x00" in text:
        raise RefusedFile(_("Tệp không phải là văn bản CSV."))
    head = text[:5000]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(itertools.islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS + 1))
    except csv.Error as fault:
        raise RefusedFile(_("Tệp CSV hỏng: có ô quá dài hoặc thiếu dấu nháy đóng.")) from fault
    sheet = Sheet(_("Bảng CSV"), [[one_line(cell) for cell in row] for row in rows])
    within_bounds([sheet])
    return sheet


def read_workbook(content: bytes) -> list[Sheet]:
    check_archive(content)
    try:
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = [sheet.title for sheet in values.worksheets]
        if len(names) > MOST_SHEETS:
            raise RefusedFile(
                _("Tệp có %(number)s trang tính, quá mức %(most)s.") % {"number": len(names), "most": MOST_SHEETS}
            )
        sheets, left = [], MOST_CELLS
        for name in names:
            sheet = read_sheet(name, values[name], formulas[name], left)
            left -= sum(map(len, sheet.rows))
            sheets.append(sheet)
    except RefusedFile:
        raise
    # What openpyxl raises on a damaged archive: from the zip, the XML and its own reading of both.
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as fault:
        raise RefusedFile(_("Tệp Excel hỏng hoặc không phải bảng tính .xlsx. Hãy mở bằng Excel và lưu lại.")) from fault
    if not any(sheet.rows for sheet in sheets):
        raise RefusedFile(_("Tệp không có ô nào chứa dữ liệu."))
    return sheets


def check_archive(content: bytes) -> None:
    """Looks at the archive's list of contents before anything is unpacked. Raises RefusedFile."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise RefusedFile(_("Tệp Excel hỏng: không mở được. Hãy mở bằng Excel và lưu lại.")) from fault
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedFile(
            _("Tệp có macro. Hãy mở bằng Excel và chọn Lưu thành “Excel Workbook (.xlsx)”, không có macro.")
        )
    if "xl/workbook.xml" not in names:
        raise RefusedFile(_("Tệp nén này không phải bảng tính .xlsx. Hãy lưu bảng thành .xlsx hoặc CSV UTF-8."))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise RefusedFile(
            _(
                "Tệp mở ra thành %(size)s MB trong %(parts)s phần, quá mức %(most)s MB. Hãy chép riêng bảng xếp hạng "
                "sang tệp mới, chỉ dán giá trị."
            )
            % {
                "size": number_format(round(unpacked / 1024 / 1024), force_grouping=True),
                "parts": number_format(len(parts), force_grouping=True),
                "most": MOST_UNPACKED // 1024 // 1024,
            }
        )
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFile(_("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."))


def read_sheet(name: str, values, formulas, left: int) -> Sheet:
    """One sheet, row by row; `left`: how many cells may still come."""
    sheet = Sheet(one_line(name), [])
    bounds = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS + 1}
    for number, (row, sources) in enumerate(
        zip(values.iter_rows(**bounds), formulas.iter_rows(**bounds), strict=False)
    ):
        cells = [cell_text(cell) for cell in row]
        for place, source in enumerate(sources[: len(cells)]):
            if source.data_type == "f":
                (sheet.formulas if cells[place] else sheet.broken).append(f"{number},{place}")
        while cells and not cells[-1]:
            cells.pop()
        sheet.rows.append(cells)
        left -= len(cells)
        if left < 0:
            break
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    within_bounds([sheet])
    if left < 0:
        raise RefusedFile(_("Bảng có quá %(most)s ô.") % {"most": number_format(MOST_CELLS, force_grouping=True)})
    return sheet


def within_bounds(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise RefusedFile(
                _("Trang tính “%(sheet)s” có quá %(most)s dòng. Hãy chỉ giữ lại bảng xếp hạng.")
                % {"sheet": sheet.name, "most": number_format(MOST_ROWS, force_grouping=True)}
            )
        for number, row in enumerate(sheet.rows, start=1):
            if len(row) > MOST_COLUMNS:
                raise RefusedFile(
                    _("Trang tính “%(sheet)s”, dòng %(row)s có quá %(most)s cột.")
                    % {"sheet": sheet.name, "row": number, "most": MOST_COLUMNS}
                )
            for cell in row:
                if len(cell) > LONGEST_CELL:
                    raise RefusedFile(
                        _("Trang tính “%(sheet)s”, dòng %(row)s có ô dài quá %(most)s ký tự.")
                        % {"sheet": sheet.name, "row": number, "most": number_format(LONGEST_CELL, force_grouping=True)}
                    )


def cell_text(cell) -> str:
    """The value as text: numbers with all their decimals, a percentage as Excel shows it, days as 24/01/2022."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ĐÚNG") if value else _("SAI")
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in (cell.number_format or ""):
            number = number * 100
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return repr(value)
        text = f"{number:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d/%m/%Y}"
    return one_line(str(value))


def column_letter(place: int) -> str:
    """0 -> A, 26 -> AA, as spreadsheets name columns."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
