"""The portal's table of legal bases: a title and a number, row after row without a separator.

    rows   = (title number)*
    number = (kind of document "số"?)? number of a document

    number first = (number title)*   where the headings say so

A number ends a row where the next title begins right behind it, or a line, or the text. A title may name numbers too,
its own or those of others: a blank stands before these, and the sentence goes on behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from foundations.vietnamese.folding import fold
from procedures.reading import values
from procedures.reading.cells import LOWER
from procedures.reading.document_numbers import FoundNumber, find_numbers
from procedures.reading.remarks import Remark, RemarkKind

HEAD = "Tên văn bản pháp lýMã văn bản"
HEAD_NUMBER_FIRST = "Số ký hiệuTrích yếu"
FIELD = "can_cu_phap_ly"
MAX_NUMBER = 100  # characters, as the column holds

KIND = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết(?: liên tịch)?|Thông tư(?: liên tịch)?|Quyết định|Chỉ thị|Lệnh"
    r"|NĐ|TT|QĐ|NQ|Công văn|Văn bản hợp nhất|Văn bản|Hiến pháp|Kế hoạch|Thông báo|Kết luận|Quy định|Hướng dẫn)"
)
_KIND_BEFORE = re.compile(rf"(?:{KIND}\s*)?(?:[Ss]ố\s*:?\s*)?$")
_KIND_AT_START = re.compile(rf"^(?:{KIND}\s*)?(?:[Ss]ố\s*:?\s*)?(?=\d+/)")
_ONLY_KIND = re.compile(rf"\W*(?:{KIND})?\s*(?:số\s*:?)?\s*", re.I)
_NUMBER_AT_END = re.compile(r"(?:[,;(]?\s*\b[Ss]ố\s*:?\s*)$")
# Words behind which a document is only mentioned: "sửa đổi Thông tư số …".
_MENTIONS = re.compile(
    r"(?:của|và|theo|tại|bởi|sung|đổi|thế|hành|là|về|các|với|trong|từ|bằng|hoặc|cho|đến|tiết|dẫn|bỏ|nhất|kèm|cứ|như|để|"
    r"một số|điều|khoản|[,;:(/–-]|\d)\s*$",
    re.I,
)
_GOES_ON = re.compile(r"(?:ngày|của|và|năm|do)\b|[,;:)\]”\"/-]")
_TITLE_HEAD = re.compile(
    rf"(?:{KIND}|Sửa đổi|Về|Hướng dẫn|Ban hành|Quy định|Quy chế|Bãi bỏ|Phân|Thực hiện|Giao|NGHỊ|THÔNG|LUẬT|QUY)\b"
)
_NEXT_ROW_INSIDE = re.compile(
    rf"(?<=[{LOWER}\d])(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy định|Sửa đổi)\b"
)
_ODD_NUMBER = re.compile(rf"(?:^|[{LOWER}])\d+/|/20\d{{3,}}")
# A year and a serial number without a symbol: "…ngày 30/6/2025 của Chính phủ167/2025".
_BARE = re.compile(r"(?:(?<=[^\W\d_])|(?<=/20\d\d)|(?<=\bsố ))\d{1,4}/(?:19|20)\d\d(?=$|[^\d/-])")


def read_legal_bases(text: str, known: Iterable[str] = ()) -> tuple[list[dict[str, Any]], list[Remark]]:
    """Title and number of each document, and what is doubtful. `known` are numbers that the record gives elsewhere."""
    if text.startswith(HEAD_NUMBER_FIRST):
        rows = _read_rows_number_first(text.removeprefix(HEAD_NUMBER_FIRST), known)
    else:
        rows = [row for part in text.split(HEAD) for row in _read_rows(part, known)]
    return rows, [Remark(RemarkKind.NUMBER, FIELD, row["title"]) for row in rows if _is_unclear(row)]


def _read_rows(text: str, known: Iterable[str]) -> list[dict[str, Any]]:
    numbers = sorted([*find_numbers(text, known), *_find_bare(text)], key=lambda found: found.start)
    rows, cursor = [], 0
    for place, found in enumerate(numbers):
        if _is_end_of_row(text, cursor, found, numbers[place + 1 :]):
            rows.append(_make_row(text[cursor : found.start], found.number))
            cursor = found.end
    if rest := values.parse_line(text[cursor:]):
        rows.append(_make_row_without_cell(rest, known))
    return rows


def _read_rows_number_first(text: str, known: Iterable[str]) -> list[dict[str, Any]]:
    """A row begins at a number that no blank parts from the title behind it, nor from the title of the row above."""
    numbers = list(find_numbers(text, known))
    starts = [found for found in numbers if _is_start_of_row(text, found)]
    head = values.parse_line(text[: starts[0].start if starts else len(text)])
    rows = [_make_row_without_cell(head, known)] if head else []
    for found, following in zip(starts, [*starts[1:], None], strict=False):
        title = text[found.end : following.start if following else len(text)]
        rows.append({"title": values.parse_line(title), "number": found.number, "issued_on": None, "agency": ""})
    return rows


def _is_start_of_row(text: str, found: FoundNumber) -> bool:
    before, behind = text[: found.start], text[found.end :]
    is_joined_before = not before.strip() or before[-1] == "\n" or _is_glued(before)
    return is_joined_before and (behind[:1] == "\n" or (behind[:1].isalnum() and not _GOES_ON.match(behind)))


def _is_unclear(row: dict[str, Any]) -> bool:
    """Whether a title holds what may be another row: a kind of document right behind a letter or digit, or a number
    that is no number of a document."""
    return bool(_NEXT_ROW_INSIDE.search(row["title"])) or (not row["number"] and bool(_ODD_NUMBER.search(row["title"])))


def strip_kind(number: str) -> str:
    """`104/2024/TT-BQP` of a cell "Thông tư số 104/2024/TT-BQP": its symbol says the kind, too."""
    return _KIND_AT_START.sub("", number)


def _find_bare(text: str) -> list[FoundNumber]:
    return [FoundNumber(found.start(), found.end(), found[0]) for found in _BARE.finditer(text)]


def _is_end_of_row(text: str, cursor: int, found: FoundNumber, later: list[FoundNumber]) -> bool:
    """Whether a number is the cell that ends the row, rather than a mention inside the title."""
    title, behind = text[cursor : found.start], text[found.end :]
    following = later[0] if later else None
    is_title = following and following.start == found.end and found.number.startswith(following.number)
    if is_title and (not _is_glued(title) or _ONLY_KIND.fullmatch(title)):
        return False  # "Nghị định 08/2015/NĐ-CP08/2015/NĐ-CP": the title, then its cell
    own = _is_same(found, text, cursor)
    kind = _KIND_BEFORE.search(title)
    head = title[: kind.start()]
    is_glued = _is_glued(title) or (_is_glued(head) and kind[0] != "") or title.rstrip(" ")[-1:] == "\n"
    if own and is_glued:
        return True
    if following and following.start == found.end and not is_glued:
        return False  # the title ends with a number, its cell comes next
    if not _is_possible_end(behind, is_glued, title[-1:].islower()):
        return False
    if is_glued:
        return bool(head.strip()) or (title.strip() != "" and _is_glued(title)) or not behind.strip()
    return _is_end_of_row_behind_blank(head, behind, found, later)


def _is_end_of_row_behind_blank(head: str, behind: str, found: FoundNumber, later: list[FoundNumber]) -> bool:
    """ "Luật Bảo vệ thực vật 41/2013/QH13" + "Thông tư …": a blank before the number, none or a capital behind it."""
    if not head.strip() or any(each.number == found.number for each in later):
        return False
    if behind[:1] and not behind[0].isspace():  # the next title begins right behind it
        return True
    return not _MENTIONS.search(head)


def _is_glued(title: str) -> bool:
    """Whether the title ends where the cell begins: with a letter, a digit or a mark and no blank."""
    return title != "" and not title[-1].isspace() and title[-1] not in "(/-–"


def _is_possible_end(behind: str, is_glued: bool, is_certain: bool) -> bool:
    """Whether a row may end before `behind`; a small letter right before the number makes the cell certain."""
    if not behind.strip() or behind.lstrip(" ").startswith("\n"):
        return True
    if _GOES_ON.match(behind):
        return False
    if not behind[0].isspace():
        return True
    following = behind.lstrip()
    if _GOES_ON.match(following):
        return False
    return is_certain or bool(_TITLE_HEAD.match(following)) or (is_glued and following[0].isupper())


def _is_same(found: FoundNumber, text: str, cursor: int) -> bool:
    return found.number in text[cursor : found.start].replace(" ", "")


def _make_row(title: str, number: str) -> dict[str, Any]:
    """The row; what stands in the number's cell before the number ("Luật số") is what its symbol says, too."""
    kind = _KIND_BEFORE.search(title)
    head = title[: kind.start()]
    if kind[0] and head.strip() and (_is_glued(head) or head.endswith("\n")):
        title = head
    else:
        title = _NUMBER_AT_END.sub("", title)
    return {"title": values.parse_line(title), "number": number, "issued_on": None, "agency": ""}


def _make_row_without_cell(title: str, known: Iterable[str]) -> dict[str, Any]:
    """A title whose cell is empty; its number is the one it begins with, if any: "Luật 61/2014/QH13"."""
    numbers = list(find_numbers(title, known))
    is_own = bool(numbers) and bool(_ONLY_KIND.fullmatch(title[: numbers[0].start]))
    number = numbers[0].number if is_own and fold(title[numbers[0].end :]) == "" else ""
    return {"title": "" if number else title, "number": number, "issued_on": None, "agency": ""}
