"""What the cells of the national portal's tables hold, and where one cell ends and the next begins.

A crawler ran the cells together: `Trực tuyến5 Ngày làm việcMiễn phí`. Between two cells stands no blank, so a small
letter meets a capital, a letter a digit, a mark a letter; such a place is called a join here. A line break is one too.
"""

from __future__ import annotations

import re

from foundations.vietnamese.folding import fold

_LATIN = [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]
UPPER = "".join(letter for letter in map(chr, _LATIN) if letter.isupper())
LOWER = "".join(letter for letter in map(chr, _LATIN) if letter.islower())
WAY_WORDS = ("Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính")
UNIT_WORDS = ("Ngày làm việc", "Giờ làm việc", "Ngày", "Giờ", "Tháng", "Năm")
WAY = f"(?:{'|'.join(WAY_WORDS)})"
UNIT = f"(?:{'|'.join(UNIT_WORDS)})"
MARKS = ';:.,)]”"’…!?'
FREE = "Miễn phí"
NOTHING = "Không có thông tin"
NOT_SET = "Không quy định"  # no fee, or no time, is set: that is not "free"
CURRENCY = r"(?:VNĐ|VND|Việt Nam Đồng|Đồng|USD|Đô la Mỹ|EUR|Euro)"
MONEY = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,3}}(?: \d{{3}})+|\d+)(?:\.\d{{1,2}})? ?{CURRENCY}"
# As people write it: "450.000 đồng/hồ sơ", "450.000đ".
MONEY_BY_HAND = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,3}}(?: \d{{3}})+|[1-9]\d{{3,}}) ?(?:đồng|vnđ|đ)(?![{LOWER}])"

_WORD_START = re.compile(r"(?:ngh|ng|nh|ch|gh|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]")


def can_begin_word(text: str) -> bool:
    """Whether a Vietnamese word can begin like this: `Quy` can, `Tquy` cannot."""
    return bool(_WORD_START.match(fold(text[:5])))


def is_glued(text: str, place: int) -> bool:
    """Whether there is a character on both sides of `place` and neither is a blank: two cells may meet here."""
    return 0 < place < len(text) and not text[place - 1].isspace() and not text[place].isspace()


def split_bracket(text: str) -> tuple[str, str]:
    """The words in the bracket that `text` begins with, and the rest.

    A bracket that never closes ends at its last `)` that meets the next cell without a blank, else with the text.
    """
    if not text.startswith("("):
        return "", text
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return text[1:place], text[place + 1 :]
    joins = [found.end() for found in re.finditer(r"\)(?=[^\W_])", text)]
    end = joins[-1] if joins else len(text)
    return text[1:end], text[end:]
