"""Comparable forms of Vietnamese text: NFC, folded to ASCII, spelled in ASCII.

NFKD alone is not enough: it does not decompose letters such as đ and ƀ (`latin_letters.py`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from foundations.vietnamese.latin_letters import TO_PLAIN

# Letters that look like đ/Đ: Vietnamese đ, Icelandic ð (from old office fonts) and African ɖ.
_D_LETTERS = "đðɖ"
_MARKS = "\u0300-\u036f"
# Invisible characters: soft hyphen, zero-width characters, direction marks, byte order mark. The zero-width joiner,
# which joins emojis, is separate.
INVISIBLE_BUT_JOINER = "\u00ad\u034f\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
JOINER = "\u200d"
INVISIBLE_CHARACTERS = INVISIBLE_BUT_JOINER + JOINER

_invisible = re.compile(f"[{INVISIBLE_CHARACTERS}]+")
_marks = re.compile(f"[{_MARKS}]+")
_not_ascii_word = re.compile(r"[^a-z0-9]+")
BATCH_SIZE = 1000  # texts that are folded at once
# In UTF-8 the marks are the bytes CC and CD with one that continues. Without all bytes that continue, the first byte of
# any other letter is left, and becomes a blank. CD also begins the letters of _LIKE_MARKS, which are hardly ever there.
_MARK_BYTES = bytes([0xCC, 0xCD, *range(0x80, 0xC0)])
_TO_WORDS = bytes(byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789\n" else 0x20 for byte in range(256))
_LIKE_MARKS = re.compile("[\u0370-\u037f]")
_word_with_marks = re.compile(f"[a-z0-9{_D_LETTERS}{_MARKS}]+")
_others_to_ascii = {code: plain for code, plain in TO_PLAIN.items() if chr(code) not in _D_LETTERS}
_others = re.compile(f"[{''.join(map(chr, _others_to_ascii))}]")  # looked for first: `translate` is slow

# The digits of the VNI typing method: 1-5 the tone, 6-8 the mark of a vowel, 9 the bar of đ.
_TONE_DIGITS = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VOWEL_MARK_DIGITS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_LETTER_DIGITS = {**_VOWEL_MARK_DIGITS, **dict.fromkeys(_D_LETTERS, "d9")}


def to_nfc(text: str) -> str:
    """NFC: base letters plus marks, as on a Mac, become the single letters that others type."""
    return unicodedata.normalize("NFC", text)


def decompose(text: str) -> str:
    """NFKD in lower case, without invisible characters. Marks and đ are kept.

    Other letters without a decomposition become plain: `Ƀuôn` gives the same as `Buôn`.
    """
    lower = unicodedata.normalize("NFKD", _invisible.sub("", text)).lower()
    if lower.isascii():
        return lower
    lower = lower.replace("l\u00b7l", "ll")  # Catalan ŀl
    return lower.translate(_others_to_ascii) if _others.search(lower) else lower


def fold(text: str) -> str:
    """Lower-case ASCII words and numbers separated by single blanks: `37/QĐ-UBND` -> `37 qd ubnd`.

    Idempotent; equal for NFC and NFD input; equal for hoà and hòa. Letters of other scripts are lost. Takes any string.
    """
    plain = _marks.sub("", decompose(text))
    for letter in _D_LETTERS:
        plain = plain.replace(letter, "d")
    return _not_ascii_word.sub(" ", plain).strip()


def get_tone_spellings(text: str) -> list[str]:
    """An ASCII spelling of each word with an accent: `cải cách thi` -> `cai3`, `cach1`.

    The digits are those of VNI typing; the tone comes last, so hóa and hoá are both `hoa1`. The mark of a vowel stays
    at its letter: `việt` -> `vie6t5`. Words without accents are left out, as `fold` gives them.
    """
    spellings = map(_spell_accented, _word_with_marks.findall(decompose(text)))
    return [spelling for spelling in spellings if spelling]


@lru_cache(maxsize=16_384)  # a list of 2,674 procedures has 2.2 million words, and about 9,000 different ones
def _spell_accented(word: str) -> str:
    """The spelling of one decomposed word; empty if it has no accents."""
    spelling = _spell(word)
    return spelling if spelling != fold(word) else ""


def _spell(word: str) -> str:
    """The spelling of one decomposed word, without marks that Vietnamese does not have."""
    tone = "".join(_TONE_DIGITS.get(character, "") for character in word)
    letters = "".join(_LETTER_DIGITS.get(character, character) for character in word)
    return _marks.sub("", letters) + tone


def fold_into_words(texts: Iterable[str]) -> Iterator[list[str]]:
    """The words of each text as `fold` gives them; for thousands about twenty times as fast."""
    waiting = iter(texts)
    while batch := [text.replace("\n", " ") for text in islice(waiting, BATCH_SIZE)]:
        yield from _fold_batch(decompose("\n".join(batch)))


def _fold_batch(joined: str) -> list[list[str]]:
    for letter in _D_LETTERS:
        joined = joined.replace(letter, "d")
    if _LIKE_MARKS.search(joined):
        return [fold(line).split() for line in joined.split("\n")]
    plain = joined.encode("utf-8", "replace").translate(_TO_WORDS, _MARK_BYTES).decode("ascii")
    return [line.split() for line in plain.split("\n")]
