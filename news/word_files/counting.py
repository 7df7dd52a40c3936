"""List numbers as Word writes them: letters, Roman, circled, spelt out. ECMA-376-1, 17.18.59."""

from __future__ import annotations

import re

from foundations.imported_html import counting

FOOTNOTE_SIGNS = "*†‡§"
SPELT = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
ENCLOSED = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedParen": 0x2474, "decimalEnclosedFullstop": 0x2488}
MAX_ROMAN = 32767
MAX_REPEATED = 780  # Word restarts at "a" after thirty repetitions of a letter
_padded = re.compile(r"\d+")


def write_number(number: int, kind: str, pattern: str = "") -> str:
    """`number` in the format of `w:numFmt`; `pattern` is its `w:format`, such as "001, 002, 003, ..."."""
    if kind in WRITERS:
        written = WRITERS[kind](number)
        return written.lower() if kind.startswith("lower") else written
    if kind == "custom" and (found := _padded.match(pattern)):
        return str(number).zfill(len(found[0]))
    if kind in ENCLOSED and 1 <= number <= 20:
        return chr(ENCLOSED[kind] + number - 1)
    return {"decimalZero": f"{number:02}", "numberInDash": f"- {number} -", "none": ""}.get(kind, str(number))


def write_letters(number: int) -> str:
    """A … Z, AA, BB … ZZ, AAA: repeated letters, unlike spreadsheet columns."""
    if number < 1:
        return str(number)
    number = (number - 1) % MAX_REPEATED
    return chr(65 + number % 26) * (number // 26 + 1)


def write_roman(number: int) -> str:
    return counting.write_roman(number) if 1 <= number <= MAX_ROMAN else str(number)


def write_words(number: int) -> str:
    """In Vietnamese, up to 99: "mười", "hai mươi mốt", "ba mươi lăm"."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return SPELT[ones]
    last = "" if not ones else "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else SPELT[ones]
    return " ".join(word for word in ("mười" if tens == 1 else f"{SPELT[tens]} mươi", last) if word)


def write_footnote_signs(number: int) -> str:
    return FOOTNOTE_SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if number > 0 else str(number)


WRITERS = {
    "lowerLetter": write_letters,
    "upperLetter": write_letters,
    "lowerRoman": write_roman,
    "upperRoman": write_roman,
    "vietnameseCounting": write_words,
    "cardinalText": write_words,
    "ordinalText": write_words,
    "chicago": write_footnote_signs,
    "hex": "{:X}".format,
}
