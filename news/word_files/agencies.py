"""The name of the issuing agency from the head of a document: "UBND TỈNH A / SỞ NỘI VỤ"."""

from __future__ import annotations

import re

from foundations.vietnamese.folding import fold
from news.word_files.office_lines import Line

PLACES = ("xa", "phuong", "tinh", "huyen", "quan", "thi xa", "thi tran", "thanh pho", "tp", "dac khu", "thon")
# Kinds of agencies: their own names begin with a capital letter (QĐ 29 of spelling; "Sở Nội vụ", "Phòng Tư pháp").
NAMED = ("so", "bo", "phong", "chi cuc", "cuc", "tong cuc", "vu", "vien", "truong")
SHORT = {"UBND", "HĐND", "UBMTTQ", "TP", "TP.", "CCHC", "THCS", "THPT", "TTHC", "VNPT", "BHXH"}


def name_agency(lines: list[Line]) -> str:
    """The agency: the bold lines, else the last line. A line with only a place continues the line before."""
    lines = [line for line in lines if any(letter.isalpha() for letter in line.text)]
    if not lines:
        return ""
    bold = [line for line in lines if line.is_bold]
    chosen = bold if bold and len(bold) < len(lines) else lines[-1:]
    before = lines[: lines.index(chosen[0])]
    while before and has_beginning(chosen[0].text, PLACES):
        chosen = [before.pop(), *chosen]
    text = " ".join(" ".join(line.text for line in chosen).split())
    return make_small(text) if text == text.upper() else text


def has_beginning(text: str, words: tuple[str, ...]) -> bool:
    return fold(text).startswith(tuple(f"{word} " for word in words))


def make_small(text: str) -> str:
    """A name in capitals in normal case: "Ủy ban nhân dân xã Đăk Hà", "Sở Văn hóa, Thể thao và Du lịch"."""
    words = text.split()
    folded = [fold(word) for word in words]
    is_named = has_beginning(text, NAMED)
    written: list[str] = []
    is_place = False
    for at, word in enumerate(words):
        is_kind = is_place_word(folded, at)
        is_place = not is_kind and (is_place or (at > 0 and is_place_word(folded, at - 1)))
        begins = at == 0 or (is_named and (at == 1 or folded[at - 1] == "va" or words[at - 1].endswith((",", "-"))))
        if word.strip(",.") in SHORT or re.search(r"\d", word):
            written.append(word)
        else:
            written.append(word[:1] + word[1:].lower() if begins or is_place else word.lower())
    return " ".join(written)


def is_place_word(folded: list[str], at: int) -> bool:
    """Whether the word is part of a kind of place: "xã", or either word of "thành phố"."""
    if folded[at : at + 2] == ["xa", "hoi"]:
        return False
    pairs = (" ".join(folded[at : at + 2]), " ".join(folded[max(0, at - 1) : at + 1]))
    return folded[at] in PLACES or any(pair in PLACES for pair in pairs)
