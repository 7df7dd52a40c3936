"""What a strangely typed word may be: Telex and VNI without an input method, spellings of chats, words of one sound.

All words are folded. The functions know spelling only; which of their answers is a word, `mending.py` decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from foundations.searching.understanding import make_canonical
from foundations.vietnamese.syllables import is_plain_syllable

_START = re.compile(r"dd|ngh?|gh|gi(?=[aeou])|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]?")
_TELEX_MARKS = re.compile(r"[sfrxjwz]")
_DOUBLED = re.compile(r"([aeo])\1+")
_DOUBLED_LATER = re.compile(r"([aeo])([a-z]*?[a-z])\1$")  # hono, kete: the mark was typed after the last consonant
_VNI = re.compile(r"(?=.*\d)(?=.*[a-z].*[a-z])[a-z]+[a-z0-9]*")

# How chats write letters, and what the spelling is. Tried one by one, and all together.
_CHAT_SPELLINGS = [
    (re.compile(r"^f"), "ph"),
    (re.compile(r"^j"), "gi"),
    (re.compile(r"^j"), "ch"),
    (re.compile(r"^dz"), "d"),
    (re.compile(r"^z"), "d"),
    (re.compile(r"^z"), "gi"),
    (re.compile(r"^z"), "v"),
    (re.compile(r"^w"), "qu"),
    (re.compile(r"^q(?!u)"), "qu"),
    (re.compile(r"^kw"), "qu"),
    (re.compile(r"^k(?=[aou])"), "c"),
    (re.compile(r"^c(?=[eiy])"), "k"),
    (re.compile(r"^ng(?=[ei])"), "ngh"),
    (re.compile(r"^ngh(?=[aou])"), "ng"),
    (re.compile(r"^g(?=[e])"), "gh"),
    (re.compile(r"^gh(?=[aou])"), "g"),
    (re.compile(r"(?<=[aeiouy])ck$"), "ch"),
    (re.compile(r"(?<=[aeiouy])k$"), "c"),
    (re.compile(r"(?<=[aeiouy])k$"), "ch"),
    (re.compile(r"(?<=[aeiouy])g$"), "ng"),
    (re.compile(r"(?<=[aeiouy])h$"), "nh"),
    (re.compile(r"(?<=[aeiouy])q$"), "c"),
    (re.compile(r"j(?=[aeiouy]|$)"), "i"),
    (re.compile(r"y(?=[aeou]?[cmnptu])"), "i"),
]

_STARTS_ALIKE = {
    "x": "s",
    "tr": "ch",
    "gi": "d",
    "r": "d",
    "v": "d",
    "n": "l",
    "ngh": "ng",
    "gh": "g",
    "k": "c",
    "qu": "q",
}
_RIMES_ALIKE = [
    (re.compile(r"y"), "i"),
    (re.compile(r"uou$|ieu$|uu$"), "iu"),
    (re.compile(r"uoi$"), "ui"),
    (re.compile(r"ie(?=[mp])"), "i"),
    (re.compile(r"uo(?=m)"), "u"),
    (re.compile(r"ng$|nh$"), "n"),
    (re.compile(r"ch$|c$"), "t"),
]


def remove_telex(word: str) -> str:
    """What `khaif`, `ddaats`, `dduwowngf`, `hono` would be with a Telex input method, folded."""
    start = _START.match(word)[0]
    rest = word[len(start) :]
    if rest[:1] == "w":
        rest = f"u{rest[1:]}"  # `nhwngx`: w alone is ư
    plain = rest[:1] + _TELEX_MARKS.sub("", rest[1:])
    if start in {"d", "dd"}:
        start, plain = "d", plain.replace("d", "")
    plain = _DOUBLED_LATER.sub(r"\1\2", _DOUBLED.sub(r"\1", plain))
    return make_canonical(start + plain)


def remove_vni(word: str) -> str:
    """What `d9a8ng`, `nghie6p5`, `ho6n` would be with a VNI input method, folded; the word itself if it is none."""
    return make_canonical(re.sub(r"\d", "", word)) if _VNI.fullmatch(word) else word


@lru_cache(maxsize=4_096)
def find_spellings(word: str) -> tuple[str, ...]:
    """What a word may be in plain spelling, likeliest first: only syllables, never the word itself."""
    found = [remove_vni(word), remove_telex(word)]
    steps = [word]
    for pattern, plain in _CHAT_SPELLINGS:
        steps += [other for step in list(steps) if (other := pattern.sub(plain, step)) != step]
        if len(steps) > 32:
            break
    found += map(make_canonical, steps[1:])
    return tuple(each for each in dict.fromkeys(found) if each != word and is_plain_syllable(each))


@lru_cache(maxsize=16_384)
def get_sound(word: str) -> str:
    """The same for words that are often confused: s/x, ch/tr, d/gi/r/v, l/n; n/ng and t/c at the end; i/y, ưu/iu."""
    start = _START.match(word)[0]
    rime = word[len(start) :]
    for pattern, alike in _RIMES_ALIKE:
        rime = pattern.sub(alike, rime)
    return f"{_STARTS_ALIKE.get(start, start)}-{rime}"
