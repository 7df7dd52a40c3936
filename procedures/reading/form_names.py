"""Names of form files at the end of a paper's cells: `…theo mẫuDon_TT1.docx` is a paper and a file.

A file's name ends with a known extension; where it begins is found among the joins before it, by what speaks for each.
"""

from __future__ import annotations

import re
from itertools import pairwise

from foundations.vietnamese.folding import fold
from procedures.reading.cells import LOWER, MARKS, UPPER
from procedures.reading.document_numbers import find_numbers

_EXTENSIONS = re.findall(
    r"\w+", "docx docm doc dotx dot pdf xlsx xlsm xls rtf zip rar 7z odt ods pptx ppt jpeg jpg png tiff tif txt"
)
_ENDING = "|".join(f"{each}|{each.upper()}|{each.capitalize()}" for each in _EXTENSIONS)
# Behind it: nothing, a blank or mark, the next file, a capital or a digit.
_END_OF_NAME = re.compile(rf"(?<=[^\s.])\.(?:{_ENDING})(?=$|[^{LOWER}]|(?:mau|mẫu|don|đơn|phu|phụ|bieu|biểu|to|tờ))")
_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\n]")
MAX_WORDS, MAX_LENGTH = 30, 200
# What forms are called: the first word of most files, with and without accents, and the short marks of ministries,
# the code of the procedure.
_HEADS = re.compile(
    r"(?:\d{1,3} ?){0,3}(?:\d \d{6}|mau|ms|mu|phu ?luc|phl?c|pl|don|to ?khai|tk|to trinh|bieu|bm|giay|ban ?khai|ban"
    r"|bang|van ban|vb|cong van|bao ?cao"
    r"|danh ?sach|danh ?muc|phieu|ho so|so yeu|ly lich|de nghi|thong bao|quyet dinh|hop dong|bien ban|nhan xet"
    r"|(?:na|nc|ct|tp|ht|hd|lltp|pc|hk|x|m|mb|b|a)[ -]?\d)(?![a-z]{4,} )"
)
_LOWER_HEADS = r"(?:mẫu|mau|tờ trình|tờ khai|đơn|văn bản|phụ lục|phuluc|biểu|giấy|bản khai|danh sách|báo cáo)"
_PLACES = re.compile(
    "|".join(
        (
            r"(?<=\n)(?=\S)",
            rf"(?<=[{re.escape(MARKS)}])(?=[\w(\[~])",
            rf"(?<=[{LOWER}])(?=[{UPPER}\d])",
            rf"(?<=\d)(?=[{UPPER}])",
            rf"(?<=[{UPPER}])(?=[{UPPER}][{LOWER}])",
            rf"(?<=[{LOWER}])(?={_LOWER_HEADS})",
        )
    )
)
_YEAR_OR_DAY = re.compile(r"[/\s](?:19|20)\d\d\.?$")
_INSIDE_NAME = re.compile(rf"[{re.escape(MARKS)}_-]\w+\.?$|[{LOWER}][{UPPER}]\w*\.?$")
_PROSE = re.compile(r"ban hành kèm|kèm theo| của | ngày \d")


def split_forms(cells: str) -> tuple[str, list[str], bool]:
    """The paper's name, the names of its form files, and whether a file's name could not be told from the paper's."""
    ends = [found.end() for found in _END_OF_NAME.finditer(cells)]
    whole = cells.rstrip(" .;,")
    if not ends or ends[-1] != len(whole):
        return cells, [], False
    forms = [len(whole)]
    for end in reversed(ends[:-1]):  # "Mau35.docxMau36.docx": each follows the other without a blank, or behind a mark
        if not _is_next_name(whole[end : forms[-1]]):
            break
        forms.append(end)
    first = whole[: forms[-1]]
    start = find_start(first)
    if start is None:
        return cells, [], True
    places = [start, *sorted(forms)]
    names = [whole[begin:end].strip(" ;,\n") for begin, end in pairwise(places)]
    return first[:start].rstrip(), names, False


def find_start(text: str) -> int | None:
    """Where the file's name begins that `text` ends with; None if nothing speaks for any place."""
    stem_end = text.rindex(".")
    numbers = {found.end for found in find_numbers(text)}
    places = {found.start() for found in _PLACES.finditer(text, max(1, len(text) - MAX_LENGTH), stem_end)}
    places |= {end for end in numbers if end < stem_end and text[end].isalnum()}
    best, chosen = 2, None
    for place in sorted(places):
        name = text[place:]
        if not _is_name(name):
            continue
        weight = 3 if place in numbers else _get_weight_of_join(text, place, len(text[:place].rstrip(MARKS)) in numbers)
        weight += _get_weight_of_name(name, text[:place]) + _has_accents_in_last_word(text[:place])
        if weight > best:
            best, chosen = weight, place
    return chosen


def _is_next_name(text: str) -> bool:
    """Whether what stands behind a file's name is the next one; behind a blank only what is called like a form."""
    name = text.lstrip(" ;,\n")
    is_next = not text[0].isspace() or "\n" in text[: len(text) - len(name)] or bool(_HEADS.match(fold(name[:24])))
    return is_next and _is_name(name)


def _is_name(text: str) -> bool:
    stem = text.rsplit(".", maxsplit=1)[0]
    is_short = len(text) <= MAX_LENGTH and len(text.split()) <= MAX_WORDS
    has_letter = any(letter.isalnum() for letter in stem)
    return is_short and has_letter and stem.count("(") == stem.count(")") and not _NOT_IN_NAMES.search(text)


def _get_weight_of_join(text: str, place: int, behind_number: bool) -> int:
    """How surely two cells meet at `place`; less where what stands before it looks like the head of the file's name."""
    before, after = text[place - 1], text[place]
    if before == "\n":
        return 4
    inside = 3 if not behind_number and _INSIDE_NAME.search(text[max(0, place - 20) : place]) else 0
    if before in MARKS:
        is_number = text[place - 2 : place - 1].isdigit() and before in ".,"
        if not is_number or _YEAR_OR_DAY.search(text[:place]):
            return 3 - (inside if before in ".," else 0)
        return -4 if after.isdigit() else 0
    if before in LOWER and after in UPPER:
        return 2 - inside
    if before.isdigit():
        return 3 if _YEAR_OR_DAY.search(text[:place]) else -inside
    is_inside_word = before in LOWER and after.isdigit() and not _has_accents_in_last_word(text[:place])  # "Mau1.docx"
    return (1 if before in UPPER else 0) - inside - (3 if is_inside_word else 0)


def _get_weight_of_name(name: str, before: str) -> int:
    stem = name.rsplit(".", maxsplit=1)[0]
    weight = 4 if _HEADS.match(fold(stem[:24])) else 0
    is_repeated = len(stem) > 5 and _squeeze(before).endswith(_squeeze(stem))
    weight += 6 if is_repeated else 0  # "theo Mẫu TP- QTV-04Mẫu TP-QTV-04.docx"
    weight += 3 if stem.isascii() else 0
    return weight - (2 if _PROSE.search(stem) else 0)


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "")


def _has_accents_in_last_word(text: str) -> int:
    words = text.split()
    return int(bool(words) and not words[-1].isascii())
