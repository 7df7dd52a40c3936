"""Sort keys in the order of Vietnamese dictionaries, as plain strings by which any database can sort.

SQLite only sorts by bytes, and PostgreSQL's order depends on the configuration of the server.
"""

import re
import unicodedata

from foundations.vietnamese.folding import INVISIBLE_CHARACTERS
from foundations.vietnamese.latin_letters import TO_PLAIN

# Each letter of the alphabet (a ă â b c d đ e ê ... ư v x y) becomes the base letter and a digit, so that no server's
# rule for pairs of letters (ch, ng, nh, tr) can apply.
_LETTER_MARKS = {"\u0306": "2", "\u0302": "3", "\u031b": "4"}  # ă; â ê ô; ơ ư
_LETTER_MARK = "".join(_LETTER_MARKS)
_PLAIN, _BARRED = "1", "2"
_BARRED_LETTERS = "đƀ"  # ƀ of Bahnar and Jarai stands after b
# Other special letters (ø, ł) sort with the plain ones; of a ligature the first letter counts.
_to_plain = {code: plain[0] for code, plain in TO_PLAIN.items() if chr(code) not in _BARRED_LETTERS}
# ngang (none), huyền, hỏi, ngã, sắc, nặng: the order of the tones in dictionaries.
_TONE_RANKS = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_LEVEL_TONE = "1"
_WORD_END = "0"  # before every letter and every number

_invisible = re.compile(f"[{INVISIBLE_CHARACTERS}]+")
_word_or_number = re.compile(f"[a-z{_BARRED_LETTERS}\u0300-\u036f]+|[0-9]+")
_letter = re.compile(f"([a-z{_BARRED_LETTERS}])([{_LETTER_MARK}]?)")
_not_letter_mark = re.compile(f"(?![{_LETTER_MARK}])[\u0300-\u036f]")
_MIN_LONG_NUMBER = 9  # digits; from here on the length itself has two digits
_MAX_NUMBER_LENGTH = 99


def make_collation_key(text: str) -> str:
    """A string of 0-9 and a-z whose byte order is the order of Vietnamese dictionaries.

    Word by word; within a word first the letters, then the tone, so all of `ba ...` comes before `bà ...`. Numbers sort
    by value and before words: `Khu 2` before `Khu 10`. Case, punctuation, NFC or NFD and the position of the tone
    (hoà, hòa) make no difference.

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
    """The number of digits, then the digits, at most 99."""
    significant = (digits.lstrip("0") or "0")[:_MAX_NUMBER_LENGTH]
    length = len(significant)
    return (str(length) if length < _MIN_LONG_NUMBER else f"{_MIN_LONG_NUMBER}{length:02}") + significant
