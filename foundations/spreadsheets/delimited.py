"""CSV files: which character parts the cells, and rows that end only where a row ends.

A row ends at CR, LF or CRLF outside quotes, as in Excel. `str.splitlines` also ends it at U+2028, VT, FF and NEL, which
stand inside cells that came from Word or from web pages.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import DEFAULT_LIMITS, Limits, RefusedFile, Sheet, check_limits, normalise_cell

# Of two that part the rows equally well the first counts: a comma stands in sentences and in numbers too.
DELIMITERS = "\t;|,"
MAX_LOOKED_AT = 200  # rows, to find the delimiter
MAX_HEADINGS_WITHIN = 30  # rows
MAX_FIELD = 64 * 1024 * 1024  # characters; the module's own limit is for the whole process
LAST_ROW = "\u0001end of the table\u0001"  # no text of a file: U+0001 is dropped from every cell

csv.field_size_limit(MAX_FIELD)

CountHeadings = Callable[[list[str]], int]


def read_csv(
    content: bytes, delimiter: str = "", count_headings: CountHeadings | None = None, limits: Limits = DEFAULT_LIMITS
) -> Sheet:
    """The table of a CSV file in UTF-8, or in UTF-16 with its mark. Raises RefusedFile.

    `delimiter`: what the clerk chose; empty to find it. `count_headings`: how many cells of a row are headings that
    the caller knows.
    """
    text = decode(content)
    named = named_delimiter(text)
    if named:
        text = text.partition("\n")[2] if "\n" in text else text.partition("\r")[2]
    delimiter = delimiter or named or find_delimiter(text, count_headings)
    rows, filled = [], 0
    for row in itertools.islice(_rows(text, delimiter), limits.rows + 2):
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
    return text


def named_delimiter(text: str) -> str:
    """The delimiter that the first line names for Excel, as `sep=;` does; else nothing."""
    first = text[:20].replace("\r", "\n").partition("\n")[0].strip('"')
    return first[4:5] if first[:4].lower() == "sep=" and len(first) <= 5 else ""


def find_delimiter(text: str, count_headings: CountHeadings | None) -> str:
    """The character that gives a row of known headings, and rows of one width."""
    return max(DELIMITERS, key=lambda each: _fitness(text, each, count_headings))


def _fitness(text: str, delimiter: str, count_headings: CountHeadings | None) -> tuple[int, float, int]:
    rows = [row for row in itertools.islice(_rows(text, delimiter), MAX_LOOKED_AT) if any(row) and row != [LAST_ROW]]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0, 0
    width, number = max(widths.items(), key=lambda each: (each[1], each[0]))
    known = max(map(count_headings, rows[:MAX_HEADINGS_WITHIN])) if count_headings else 0
    return known, round(number / len(rows), 1), width


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows, and at the end one of our own: where quotes stay open it becomes part of the last cell."""
    end = "" if text.endswith(("\n", "\r")) else "\n"
    # `newline=""` leaves the ends of rows to the csv module, which knows those inside quotes.
    return csv.reader(io.StringIO(f"{text}{end}{LAST_ROW}", newline=""), delimiter=delimiter)


def check_last_row(rows: list[list[str]]) -> None:
    """Raises RefusedFile where a quoted cell never ends."""
    if rows[-1] != [normalise_cell(LAST_ROW)]:
        raise RefusedFile(
            _(
                "Tệp CSV hỏng hoặc bị cắt ngang: ở dòng %(row)s có ô mở bằng dấu nháy kép mà không có dấu đóng. Hãy "
                "xuất lại tệp."
            )
            % {"row": len(rows)}
        )
