"""The order of a Vietnamese dictionary as a plain string, so that any database can sort by it.

SQLite knows only the order of bytes, and PostgreSQL's depends on how the server was set up.
"""

import re
import unicodedata

from foundations.vietnamese.folding import INVISIBLE_CHARACTERS
from foundations.vietnamese.latin_letters import TO_PLAIN

# Letters are those of the alphabet (a ă â b c d đ e ê ... ư v x y): a letter with its own place is the base letter and
# a digit, as is every other, so that no server's rule for pairs of letters (ch, ng, nh, tr) can apply.
_LETTER_MARKS = {"\u0306": "2", "\u0302": "3", "\u031b": "4"}  # ă; â ê ô; ơ ư
_LETTER_MARK = "".join(_LETTER_MARKS)
_PLAIN, _BARRED = "1", "2"
_BARRED_LETTERS = "đƀ"  # ƀ of Bahnar and Jarai stands after b
# Every other letter of its own (ø, ł) stands with the plain one; of a ligature the first counts.
_to_plain = {code: plain[0] for code, plain in TO_PLAIN.items() if chr(code) not in _BARRED_LETTERS}
# ngang (none), huyền, hỏi, ngã, sắc, nặng: the order of the tones in dictionaries.
_TONE_RANKS = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_LEVEL_TONE = "1"
_WORD_END = "0"  # before every letter and every number

_invisible = re.compile(f"[{INVISIBLE_CHARACTERS}]+")
_word_or_number = re.compile(f"[a-z{_BARRED_LETTERS}\u0300-\u036f]+|[0-9]+")
_letter = re.compile(f"([a-z{_BARRED_LETTERS}])([{_LETTER_MARK}]?)")
_not_letter_mark = re.compile(f"(?![{_LETTER_MARK}])[\u0300-\u036f]")
_MIN_LONG_NUMBER = 9  # digits; from here on the length itself takes two
_MAX_NUMBER_LENGTH = 99


def make_collation_key(text: str) -> str:
    """Return a string of 0-9 and a-z whose byte order is the order of Vietnamese dictionaries.

    Word by word, as dictionaries do: within a word first the letters, then the tone, so that all of `ba ...` stands
    before `bà ...`. Numbers go by their value and before words: `Khu 2` before `Khu 10`. Case, punctuation, NFC or NFD
    and where the tone is written (hoà, hòa) make no difference; texts that differ in nothing else have equal keys.

    Length: twice the letters and two for each word; at most 3n + 1 for n characters in NFC (plain words: 2.2n).
    """
    decomposed = unicodedata.normalize("NFD", _invisible.sub("", text).lower()).translate(_to_plain)
    parts = _word_or_number.findall(decomposed)
    return "".join(_make_number_key(part) if part[0].isdigit() else _make_word_key(part) for part in parts)


def _make_word_key(word: str) -> str:
    tone = next((_TONE_RANKS[character] for character in word if character in _TONE_RANKS), _LEVEL_TONE)
    letters = _letter.findall(_not_letter_mark.sub("", word))
    return "".join(_make_letter_key(base, mark) for base, mark in letters) + _WORD_END + tone


def _make_letter_key(base: str, mark: str) -> str:
    if base in _BARRED_LETTERS:
        return TO_PLAIN[ord(base)] + _BARRED
    return base + _LETTER_MARKS.get(mark, _PLAIN)


def _make_number_key(digits: str) -> str:
    """Return the number of digits and the digits; a longer number is a larger one. Beyond 99 digits the rest is cut."""
    significant = (digits.lstrip("0") or "0")[:_MAX_NUMBER_LENGTH]
    length = len(significant)
    return (str(length) if length < _MIN_LONG_NUMBER else f"{_MIN_LONG_NUMBER}{length:02}") + significant
