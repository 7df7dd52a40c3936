"""Recognises and converts text from before Unicode: TCVN3 (ABC; fonts .VnTime) and VNI (fonts VNI-Times).

Such text consists of Latin letters that only its font shows as Vietnamese: "Céng hßa" and "Coäng hoøa" are Cộng hòa.
The tables: TCVN 5712:1993 (VN3, with those capitals of VN2 whose codes Word does not use for quotation marks), and VNI
Windows fonts. An encoding is recognised by the share of words with marks that are Vietnamese syllables after the
conversion, and before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foundations.vietnamese.normalisation import normalise_lines
from foundations.vietnamese.syllables import is_syllable

_TCVN3_CODES = (
    *range(0xA1, 0xB0),
    *range(0xB5, 0xFF),
)
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ"  # A1-AF
    "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"  # B5-FE
)
TCVN3 = dict(zip(map(chr, _TCVN3_CODES), _TCVN3_LETTERS, strict=True))

_VNI_MARKS = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "u": ("ùøûõï", "úùủũụ"),
    "y": ("ùøûõ", "ýỳỷỹ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "ö": ("ùøûõï", "ứừửữự"),
}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _make_vni_table() -> dict[str, str]:
    lower = dict(_VNI_SINGLE)
    for base, (marks, letters) in _VNI_MARKS.items():
        lower |= {base + mark: letter for mark, letter in zip(marks, letters, strict=True)}
    table = dict(lower)
    for code, letter in lower.items():
        table[code.upper()] = letter.upper()
        table[code[0].upper() + code[1:]] = letter.upper()  # typed with the shift key let go too early
    return table


VNI = _make_vni_table()

_VIETNAMESE_ONLY = "\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9"
_unicode_vietnamese = re.compile(f"[{_VIETNAMESE_ONLY}]")
_line_ends = re.compile("(\r\n|[\r\n\x85\u2028\u2029])")
_tcvn3_letter = re.compile(f"[{''.join(map(re.escape, TCVN3))}]")
_tcvn3_word = re.compile(f"[A-Za-z{''.join(map(re.escape, TCVN3))}]+")
_vni_letter = re.compile("|".join(map(re.escape, sorted(VNI, key=len, reverse=True))))
_vni_word = re.compile("[A-Za-z\u00c0-\u00ff]+")
_high = re.compile("[\u0080-\u00ff]")
_lower, _upper = re.compile("[a-z]"), re.compile("[A-Z]")

MIN_CERTAINTY = (
    0.9  # share of words with marks that must be syllables after conversion; samples of both encodings reach 0.97
)
MIN_CERTAINTY_AS_STORED = 0.75  # for stored texts, from which the soft hyphen (the ư of TCVN3) was removed
MAX_SYLLABLES_BEFORE = (
    0.5  # share that may be syllables before conversion, as "tôi" in Unicode; true samples have less than 0.2
)
MIN_WORDS = 2  # different words with marks; a single one may be a foreign name


class RecognisedEncoding(NamedTuple):
    """The encoding (`tcvn3` or `vni`), and the share of words that are Vietnamese after conversion."""

    encoding: str
    certainty: float


ENCODING_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}


def recognise(text: str, enough: float = MIN_CERTAINTY) -> RecognisedEncoding | None:
    """The old encoding of a text; None if there is none or the text is too short. Unicode lines are ignored."""
    lines = "\n".join(line for line in _line_ends.split(text) if not _unicode_vietnamese.search(line))
    if not _high.search(lines):
        return None
    found = [
        measured
        for encoding in ENCODING_NAMES
        if (measured := _measure(encoding, lines)) and measured.certainty >= enough
    ]
    return max(found, key=lambda each: each.certainty, default=None)


def _measure(encoding: str, text: str) -> RecognisedEncoding | None:
    pattern = {"tcvn3": _tcvn3_word, "vni": _vni_word}[encoding]
    words = [word for word in pattern.findall(text) if len(word) > 1 and _high.search(word)]
    if len({word.lower() for word in words}) < MIN_WORDS:
        return None
    read = sum(is_syllable(_read(encoding, word)) for word in words) / len(words)
    already = sum(is_syllable(word.replace("\xad", "")) for word in words) / len(words)
    return RecognisedEncoding(encoding, read) if already <= MAX_SYLLABLES_BEFORE else None


def to_unicode(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Converts a text to NFC; lines that are already Vietnamese Unicode stay unchanged.

    `capitals`: the font has only capitals (.VnTimeH), which TCVN3 stores as lower-case letters.
    """
    parts = _line_ends.split(text)
    read = [part if _unicode_vietnamese.search(part) else _read_line(encoding, part) for part in parts]
    converted = normalise_lines("".join(read))
    return converted.upper() if capitals else converted


def _read_line(encoding: str, line: str) -> str:
    if encoding != "tcvn3":
        return _read(encoding, line)
    words = list(_tcvn3_word.finditer(line))
    capitals = _find_capitals(line, [word[0] for word in words])
    parts, end = [], 0
    for word, upper in zip(words, capitals, strict=True):
        read = _read(encoding, word[0])
        parts += [line[end : word.start()], read.upper() if upper else read]
        end = word.end()
    return "".join([*parts, line[end:]])


def _find_capitals(line: str, words: list[str]) -> list[bool]:
    """Which words of a TCVN3 line are meant as capitals; TCVN3 only has lower-case letters with tone marks.

    "NHµ" is in capitals; "Sè" may be the first word of a sentence, so its neighbours decide, except abbreviations.
    """
    if len(_upper.findall(line)) > 1 and not _lower.search(line):
        return [True] * len(words)
    shouted = [len(_upper.findall(word)) > 1 and not _lower.search(word) for word in words]
    telling = [each and is_syllable(_read("tcvn3", word)) for each, word in zip(shouted, words, strict=True)]
    decided = []
    for index, word in enumerate(words):
        may_be = bool(_upper.search(word)) and not _lower.search(word)
        beside = telling[max(index - 1, 0) : index + 2]
        decided.append(shouted[index] or (may_be and any(beside)))
    return decided


def _read(encoding: str, text: str) -> str:
    if encoding == "tcvn3":
        return _tcvn3_letter.sub(lambda found: TCVN3[found[0]], text)
    return _vni_letter.sub(lambda found: VNI[found[0]], text)
