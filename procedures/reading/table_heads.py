"""The headings and cell words of the portal's tables as other crawlers write them, settled to the one way that the
grammars know.

Headings may stand on lines of their own, in capitals, behind a number column; a blank may stand between a way and its
time, or before the fee. Only these words are touched, and none of them is a fact of the procedure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from procedures.reading.cells import FREE, LOWER, MONEY, NOT_SET, NOTHING, UNIT_WORDS, UPPER, WAY_WORDS
from procedures.reading.channel_table import HEAD as CHANNEL_HEAD
from procedures.reading.dossier_table import HEAD as DOSSIER_HEAD
from procedures.reading.legal_table import HEAD as LEGAL_HEAD
from procedures.reading.legal_table import HEAD_NUMBER_FIRST

_NUMBERED = r"(?:\b(?:STT|TT|#)\s*)?"
# Each with words in small letters that stand in all its spellings: a table without them is not searched for it.
_HEADS = (
    (
        CHANNEL_HEAD,
        "thức nộp",
        rf"{_NUMBERED}(?:Hình|Cách) thức nộp(?: hồ sơ)?\s*(?:Thời gian|Thời hạn)(?: giải quyết)?\s*"
        r"(?:Phí,\s*lệ phí|Lệ phí)\s*(?:Mô tả|Ghi chú)",
    ),
    (DOSSIER_HEAD, "mẫu đơn,", rf"{_NUMBERED}(?:Tên|Loại) giấy tờ\s*Mẫu đơn,\s*tờ khai\s*(?:Số lượng|Số bản)"),
    (
        HEAD_NUMBER_FIRST,
        "hiệu",
        rf"{_NUMBERED}Số,?\s*(?:ký )?hiệu(?: văn bản)?\s*(?:Trích yếu|Tên văn bản)(?: nội dung)?",
    ),
    (
        LEGAL_HEAD,
        "tên văn bản",
        rf"{_NUMBERED}Tên văn bản(?: pháp lý)?\s*(?:Mã văn bản|Mã|Số,?\s*ký hiệu|Số hiệu)(?: văn bản)?",
    ),
)
HEADS = [(head, words, re.compile(rf"{pattern}\s*", re.IGNORECASE)) for head, words, pattern in _HEADS]
# In a table that is all in capitals, where each word can only be a cell: behind a number, or where two cells meet.
_BEHIND_NUMBER = (*UNIT_WORDS, "bản chính", "bản sao", "Việt Nam Đồng", "Đô la Mỹ")
_WHERE_CELLS_MEET = (*WAY_WORDS, FREE, NOTHING, NOT_SET)
_IN_CAPITALS = [
    *((word, re.compile(rf"(?<=\d)( ?){word.upper()}")) for word in sorted(_BEHIND_NUMBER, key=len, reverse=True)),
    *((word, re.compile(rf"(?<! )(){word.upper()}")) for word in _WHERE_CELLS_MEET),
]
_WAYS, _UNITS = "|".join(WAY_WORDS), "|".join(UNIT_WORDS)
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_FEE_CELL = rf"(?:{FREE}|{NOTHING}|{NOT_SET}|{MONEY})"
# Behind "Miễn phí" in a sentence goes a small letter: "5 Ngày làm việc Miễn phí cho hộ nghèo".
_END_OF_FEE = rf"(?=$|[(\n]|\s*[{UPPER}\d]|[^\s{LOWER}])"
_BLANK_BEFORE_TIME = re.compile(
    rf"({_WAYS})[ \t:]+(?=(?:{_NUMBER} ?(?i:{_UNITS})|\d{{1,4}}?)\s*{_FEE_CELL}{_END_OF_FEE}|{NOTHING})"
)
_BLANK_BEFORE_FEE = re.compile(rf"((?:{_WAYS}){_NUMBER} ?(?i:{_UNITS}))\s+(?={_FEE_CELL}{_END_OF_FEE})")


@lru_cache(maxsize=16)  # each table is asked for twice: to be read, and to look for its words in what was read
def settle_table(text: str) -> str:
    """The text of a run-together table, its headings and the words of its cells written as the portal writes them."""
    small = text.lower()
    for head, words, pattern in HEADS:
        if words in small:
            text = pattern.sub(head, text)
    if is_in_capitals(text):
        for word, pattern in _IN_CAPITALS:
            text = pattern.sub(rf"\g<1>{word}", text)
    return _BLANK_BEFORE_FEE.sub(r"\1", _BLANK_BEFORE_TIME.sub(r"\1", text))


def is_in_capitals(text: str) -> bool:
    """Whether all of the table but its settled headings is in capitals."""
    for head, _words, _pattern in HEADS:
        text = text.replace(head, "")
    return text.upper() == text and text.lower() != text
