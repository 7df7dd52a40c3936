"""CSV files: finding the delimiter, and splitting rows like Excel.

A row ends at CR, LF or CRLF outside quotes, as in Excel. `str.splitlines` also splits at U+2028, VT, FF and NEL, which
occur inside cells copied from Word or web pages.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import (
    DEFAULT_LIMITS,
    RefusedFile,
    Sheet,
    SheetLimits,
    check_limits,
    normalise_cell,
)

# If two fit equally well, the first one is taken: commas also occur in sentences and numbers.
DELIMITERS = "\t;|,"
MAX_ROWS_LOOKED_AT = 200  # rows, to find the delimiter
MAX_HEADING_ROWS = 30  # rows
MAX_FIELD_LENGTH = 64 * 1024 * 1024  # characters; this limit of the csv module holds for the whole process
LAST_ROW = "\u0001end of the table\u0001"  # cannot occur in a file: U+0001 is dropped from every cell

csv.field_size_limit(MAX_FIELD_LENGTH)

CountHeadings = Callable[[list[str]], int]


def read_csv(
    content: bytes,
    delimiter: str = "",
    count_headings: CountHeadings | None = None,
    limits: SheetLimits = DEFAULT_LIMITS,
) -> Sheet:
    """The table of a CSV file in UTF-8, or UTF-16 with a byte-order mark. Raises RefusedFile.

    `delimiter`: the character that the user chose; empty to detect it. `count_headings`: returns how many cells of a
    row are headings that the caller knows.
    """
    text = decode(content)
    named = read_named_delimiter(text)
    if named:
        text = text.partition("\n")[2] if "\n" in text else text.partition("\r")[2]
    delimiter = delimiter or named or find_delimiter(text, count_headings)
    rows, filled = [], 0
    for row in itertools.islice(_read_rows(text, delimiter), limits.rows + 2):
        cells = [normalise_cell(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
        filled += len(cells)
        if filled > limits.cells:
            raise RefusedFile(_("Bảng có quá %(most)s ô.") % {"most": number_format(limits.cells, force_grouping=True)})
    if len(rows) <= limits.rows + 1:
        check_last_row(rows)
        rows.pop()
    while rows and not any(rows[-1]):
        rows.pop()
    sheet = Sheet(_("Bảng CSV"), rows)
    check_limits(sheet, limits)
    if not rows:
        raise RefusedFile(_("Tệp không có ô nào chứa dữ liệu."))
    return sheet


def decode(content: bytes) -> str:
    """The text of the file. Raises RefusedFile if it is in another encoding or binary."""
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
    text = text.lstrip("\ufeff")  # some programs write the mark twice; before a quote it would open no cell
    if "\x00" in text:
        raise RefusedFile(_("Tệp không phải là văn bản CSV."))
    return text


def read_named_delimiter(text: str) -> str:
    """The delimiter that the first line names for Excel, like `sep=;`; else an empty string."""
    first = text[:20].replace("\r", "\n").partition("\n")[0].strip('"')
    return first[4:5] if first[:4].lower() == "sep=" and len(first) <= 5 else ""


def find_delimiter(text: str, count_headings: CountHeadings | None) -> str:
    """The delimiter that results in a row of known headings, and in rows of equal width."""
    return max(DELIMITERS, key=lambda each: _rate_delimiter(text, each, count_headings))


def _rate_delimiter(text: str, delimiter: str, count_headings: CountHeadings | None) -> tuple[int, float, int]:
    rows = [
        row
        for row in itertools.islice(_read_rows(text, delimiter), MAX_ROWS_LOOKED_AT)
        if any(row) and row != [LAST_ROW]
    ]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0, 0
    width, number = max(widths.items(), key=lambda each: (each[1], each[0]))
    known = max(map(count_headings, rows[:MAX_HEADING_ROWS])) if count_headings else 0
    return known, round(number / len(rows), 1), width


def _read_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows, followed by LAST_ROW. If a quote is never closed, that becomes part of the last cell."""
    end = "" if text.endswith(("\n", "\r")) else "\n"
    # `newline=""` leaves line ends to the csv module, which knows about quotes.
    return csv.reader(io.StringIO(f"{text}{end}{LAST_ROW}", newline=""), delimiter=delimiter)


def check_last_row(rows: list[list[str]]) -> None:
    """Raises RefusedFile if a quoted cell is never closed."""
    if rows[-1] != [normalise_cell(LAST_ROW)]:
        raise RefusedFile(
            _(
                "Tệp CSV hỏng hoặc bị cắt ngang: ở dòng %(row)s có ô mở bằng dấu nháy kép mà không có dấu đóng. Hãy "
                "xuất lại tệp."
            )
            % {"row": len(rows)}
        )
