"""Turns a typed query into ideas, of which some have little weight.

"mất bằng lái xe máy làm lại ở đâu" -> [mất | bị mất] [giấy phép lái xe] [cấp lại] and, with little weight, [ở] [đâu].
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from foundations.searching.synonyms import Synonyms, Words
from foundations.searching.text import get_query_words

# Phrases of asking, and phrases that nearly every procedure has; folded.
ASKING_PHRASES = [
    "o dau",
    "nhu the nao",
    "the nao",
    "lam sao",
    "ra sao",
    "bao lau",
    "bao nhieu",
    "can gi",
    "can nhung gi",
    "khi nao",
    "can giay to gi",
    "giay to gi",
    "gom nhung gi",
    "gom gi",
    "mat bao lau",
    "het bao nhieu",
    "co duoc khong",
    "cho toi hoi",
    "toi muon",
    "em muon",
    "muon hoi",
    "xin hoi",
    "huong dan",
    "nop o dau",
    "lam o dau",
    "thu tuc",
    "tre han",
    "qua han",
    "tre hen",
    "gap",
    "lan dau tien",
    "thu tuc hanh chinh",
    "ho so",
    "giay to",
    "quy trinh",
    "trinh tu",
]
# Only words that are not important with other accents: not "dang" (đang, đăng), not "sao" (also in "bản sao").
LITTLE_WORDS = frozenset(
    [
        "toi",
        "em",
        "minh",
        "chung",
        "ta",
        "muon",
        "can",
        "hoi",
        "xin",
        "cho",
        "cua",
        "la",
        "thi",
        "duoc",
        "bi",
        "va",
        "hay",
        "hoac",
        "khi",
        "lam",
        "ve",
        "o",
        "tai",
        "gi",
        "khong",
        "nhung",
        "cac",
        "mot",
        "voi",
        "nguoi",
        "nao",
        "roi",
        "se",
        "phai",
        "nen",
        "nay",
        "kia",
        "ah",
        "nhe",
        "giup",
        "tu",
        "theo",
        "trong",
        "ra",
        "len",
        "xuong",
        "cach",
        "giay",
        "viec",
        "nhu",
        "online",
    ]
)
ASKING_WORDS = {tuple(phrase.split()) for phrase in ASKING_PHRASES}
LITTLE_WEIGHT = 0.12
DOCUMENT_NUMBER = re.compile(r"(\d+/[\w/-]*[^\W\d_][\w/-]*)")
_SINGLE_Y = re.compile(r"(qu|[bhklmstv])y")


FindCorrections = Callable[[str, Words], list[Words]]


@dataclass(frozen=True)
class Idea:
    """One or more typed words and what they may mean: `ways`, the first as typed; `is_little`: little weight."""

    ways: tuple[Words, ...]
    is_little: bool = False

    @property
    def typed(self) -> Words:
        return self.ways[0]


def make_canonical(word: str) -> str:
    """Writes i for y in words that are spelled with both: ký, kí; lý, lí; quý, quí."""
    return word[:-1] + "i" if _SINGLE_Y.fullmatch(word) else word


def understand(text: str, synonyms: Synonyms, correct: FindCorrections = lambda word, beside: []) -> list[Idea]:
    """The ideas of a text. `correct` returns corrections of an unknown word, the likeliest first."""
    ideas: list[Idea] = []
    for place, part in enumerate(DOCUMENT_NUMBER.split(text)):
        if place % 2:  # 37/QĐ-UBND is one idea: a text with only "QĐ" and "UBND" does not match
            ideas.append(Idea((tuple(get_query_words(part)),)))
        else:
            ideas += _find_ideas(get_query_words(part), synonyms, correct)
    if all(idea.is_little for idea in ideas):
        ideas = [Idea(((word,),)) for word in get_query_words(text)]
    return ideas


def _find_ideas(words: list[str], synonyms: Synonyms, correct: FindCorrections) -> list[Idea]:
    around = ["", *words, ""]
    fixes = [correct(word, (around[place], around[place + 2])) for place, word in enumerate(words)]
    words = [part for word, fix in zip(words, fixes, strict=True) for part in (fix[0] if fix else (word,))]
    ideas, place = [], 0
    while place < len(words):
        length, meant = Synonyms.find_at(synonyms.all, words, place)
        asking = next((size for size in (4, 3, 2) if tuple(words[place : place + size]) in ASKING_WORDS), 0)
        if asking > length:
            ideas.append(Idea((tuple(words[place : place + asking]),), is_little=True))
            place += asking
            continue
        typed = tuple(words[place : place + max(length, 1)])
        ideas.append(Idea((typed, *meant), is_little=not meant and typed[0] in LITTLE_WORDS))
        place += max(length, 1)
    return ideas


def build_strict_query(ideas: list[Idea]) -> SearchQuery | None:
    """A query for all ideas that are not little, each in any of its ways; None if there are none."""
    parts = []
    for idea in ideas:
        if not idea.is_little:
            is_number = len(idea.typed) > 1 and idea.typed[0].isdigit()
            typed = " ".join(idea.typed)
            ways = [
                Phrase(typed) if is_number else PlainText(typed),
                *(Phrase(" ".join(words)) for words in idea.ways[1:]),
            ]
            parts.append(ways[0] if len(ways) == 1 else Or(ways))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(parts)
