"""Queries made from names, as people would mistype them: a measure that nobody can tune the search to by hand."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from foundations.searching.synonyms import Synonyms
from foundations.vietnamese.folding import fold

Change = Callable[[str, random.Random], str]

_MARKS = {"\u0302": "", "\u0306": "w", "\u031b": "w"}  # circumflex: the letter again; breve and horn: w
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_NEAR_KEYS = {
    **dict(zip("qwertyuiop", "wertyuiopo", strict=True)),
    **dict(zip("asdfghjkl", "sdfghjklk", strict=True)),
    **dict(zip("zxcvbnm", "xcvbnmn", strict=True)),
}
MIN_SLIP_LENGTH = 4  # letters; a shorter word with an error is another word
DROPPED = 2


def remove_accents(name: str, _chance: random.Random) -> str:
    return fold(name)


def type_telex(name: str, _chance: random.Random) -> str:
    """`đăng ký` -> `ddawng kys`."""
    return " ".join(_type_word(word) for word in unicodedata.normalize("NFD", name.lower()).split())


def _type_word(word: str) -> str:
    typed, tone = "", ""
    for letter in word:
        if letter in _TONES:
            tone = _TONES[letter]
        elif letter in _MARKS:
            typed += _MARKS[letter] or typed[-1:]
        elif letter == "đ":
            typed += "dd"
        elif letter.isalnum():
            typed += letter
    return typed + tone


def make_one_slip(name: str, chance: random.Random) -> str:
    """Without accents, with an error in one word."""
    words = fold(name).split()
    long = [place for place, word in enumerate(words) if len(word) >= MIN_SLIP_LENGTH]
    if long:
        place = chance.choice(long)
        words[place] = _slip(words[place], chance)
    return " ".join(words)


def make_slips(name: str, chance: random.Random) -> str:
    """Without accents, with an error in each word of four letters or more."""
    return " ".join(_slip(word, chance) if len(word) >= MIN_SLIP_LENGTH else word for word in fold(name).split())


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    kind = chance.choice(["lost", "doubled", "swapped", "neighbour"])
    if kind == "lost":
        return word[:place] + word[place + 1 :]
    if kind == "doubled":
        return word[:place] + word[place] + word[place:]
    if kind == "swapped":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + _NEAR_KEYS.get(word[place], word[place]) + word[place + 1 :]


def drop_words(name: str, chance: random.Random) -> str:
    """With accents, without two of its words; names of up to three words stay whole."""
    words = name.split()
    if len(words) > DROPPED + 1:
        for place in sorted(chance.sample(range(len(words)), DROPPED), reverse=True):
            del words[place]
    return " ".join(words)


def join_words(name: str, chance: random.Random) -> str:
    """Without accents, with every two or three words run together."""
    words, joined = fold(name).split(), []
    while words:
        size = chance.choice([2, 3])
        joined.append("".join(words[:size]))
        words = words[size:]
    return " ".join(joined)


def make_abbreviate(synonyms: Synonyms) -> Change:
    """A change that writes the abbreviations for all phrases that have one, without accents."""
    short = {phrase: min(others, key=len)[0] for phrase, others in synonyms.both_ways.items() if len(phrase) > 1}

    def abbreviate(name: str, _chance: random.Random) -> str:
        words, found, place = fold(name).split(), [], 0
        while place < len(words):
            size = next((size for size in range(8, 1, -1) if tuple(words[place : place + size]) in short), 1)
            found.append(short.get(tuple(words[place : place + size]), words[place]))
            place += size
        return " ".join(found)

    return abbreviate


def get_changes(synonyms: Synonyms) -> dict[str, Change]:
    """The changes by name."""
    return {
        "without-accents": remove_accents,
        "one-slip": make_one_slip,
        "slips": make_slips,
        "telex": type_telex,
        "two-dropped": drop_words,
        "joined": join_words,
        "abbreviated": make_abbreviate(synonyms),
    }
