"""How well a title answers a query, beyond the share of it that the title has."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from foundations.searching.synonyms import Words
from foundations.searching.understanding import LITTLE_WORDS, Idea, make_canonical
from foundations.vietnamese.folding import fold, get_tone_spellings, to_nfc

# What is done with a paper that one already has. A query with none of these asks for a new paper.
DERIVED_ACTIONS = [
    ("cap", "lai"),
    ("dang", "ki", "lai"),
    ("cap", "doi"),
    ("gia", "han"),
    ("dieu", "chinh"),
    ("thu", "hoi"),
    ("xoa",),
    ("cham", "dut"),
    ("tam", "ngung"),
    ("tam", "dung"),
    ("huy",),
    ("bo", "sung"),
    ("thay", "doi"),
    ("luu", "dong"),
    ("chuyen", "noi"),
    ("chuyen", "doi"),
    ("lien", "thong"),
    ("trung", "uong"),
    ("yeu", "to", "nuoc", "ngoai"),
]
DERIVED_LOSS = 0.12
TOGETHER_GAIN = 0.22  # neighbours of the query are neighbours in the title
ACCENTS_GAIN = 0.18  # accents as typed
MATCH_GAIN = 0.3  # the query says all of the title
WORD_LOSS = 0.0005  # for each word of the title
MAX_WRITTEN, FEW = 300, 5  # titles that are looked at for how a word is written
OTHER_ACCENTS_LOSS = 0.3  # of the weight of a word: "trễ" was typed, the title has "trẻ"


@dataclass(frozen=True)
class Question:
    """A query to compare titles with: all words of its ideas, pairs of neighbours, spellings with accents by word, and
    the share of the weight that each accented word has.
    """

    words: frozenset[str]
    pairs: frozenset[Words]
    tones: dict[str, str]
    shares: dict[str, float]
    unasked: int  # the bits of those DERIVED_ACTIONS that are not asked for

    @classmethod
    def from_ideas(cls, ideas: list[Idea], shares: list[float], text: str) -> Question:
        heavy = ((a.typed[-1], b.typed[0]) for a, b in pairwise(ideas) if not (a.is_little or b.is_little))
        words = frozenset(word for idea in ideas for way in idea.ways for word in way)
        tones = {word: tone for word, tone in get_tones(text).items() if word in words}
        single = {idea.typed[0]: share for idea, share in zip(ideas, shares, strict=True) if len(idea.typed) == 1}
        unasked = sum(1 << bit for bit, way in enumerate(DERIVED_ACTIONS) if not words.issuperset(way))
        return cls(words, frozenset(heavy), tones, single, unasked)


class TitleScorer:
    """Compares titles with questions."""

    def __init__(self, titles: list[str], words: list[Words], postings: Mapping[str, array]):
        self.titles, self.words, self.postings = titles, words, postings
        self._rarity: dict[str, float] = {}
        self._wholes: dict[int, float] = {}
        self._derived: dict[int, int] = {}
        self._tones: dict[int, frozenset[str]] = {}

    def get_rarity(self, word: str) -> float:
        """The weight of a word: higher the fewer titles have it; an unknown word weighs as much as the rarest."""
        if word not in self._rarity:
            self._rarity[word] = math.log(1 + len(self.titles) / len(self.postings.get(word, "?")))
        return self._rarity[word]

    def compute_score(self, number: int, asked: Question) -> tuple[float, float]:
        """What a title gains besides its coverage, and the share of the title that the query says."""
        words = self.words[number]
        having = asked.words.intersection(words)
        matched = sum(self.get_rarity(word) for word in words if word in having and word not in LITTLE_WORDS)
        match = matched / self._get_whole(number)
        together = len(asked.pairs.intersection(pairwise(words))) / len(asked.pairs) if asked.pairs else 0.0
        score = TOGETHER_GAIN * together + MATCH_GAIN * match - WORD_LOSS * len(words)
        if asked.tones:
            score += self._compare_accents(number, asked, having)
        if self._get_derived(number) & asked.unasked:
            score -= DERIVED_LOSS
        return score, match

    def _get_derived(self, number: int) -> int:
        """The bits of the DERIVED_ACTIONS that a title names; cached."""
        if number not in self._derived:
            words = self.words[number]
            self._derived[number] = sum(
                1 << bit for bit, way in enumerate(DERIVED_ACTIONS) if way[0] in words and has_phrase(words, way)
            )
        return self._derived[number]

    def _compare_accents(self, number: int, asked: Question, having: frozenset[str]) -> float:
        tones = self._get_tones(number)
        gain = ACCENTS_GAIN * sum(tone in tones for tone in asked.tones.values()) / len(asked.tones)
        for word, tone in asked.tones.items():
            if tones and word in having and tone not in tones:
                gain -= OTHER_ACCENTS_LOSS * asked.shares.get(word, 0.0)
        return gain

    def _get_tones(self, number: int) -> frozenset[str]:
        if number not in self._tones:
            self._tones[number] = frozenset(get_tone_spellings(self.titles[number]))
        return self._tones[number]

    def _get_whole(self, number: int) -> float:
        """The rarity of all words of a title together; cached."""
        if number not in self._wholes:
            words = self.words[number]
            self._wholes[number] = sum(self.get_rarity(word) for word in words if word not in LITTLE_WORDS) or 1.0
        return self._wholes[number]

    def find_written(self, word: str, before: str = "") -> str:
        """How titles write a folded word, with its accents; after `before` if any does. The word itself if none."""
        numbers = self.postings.get(word, ())[:MAX_WRITTEN]
        beside = [number for number in numbers if before and has_phrase(self.words[number], (before, word))]
        counted: Counter[str] = Counter()
        for number in (beside or numbers)[:FEW]:
            written = get_written(self.titles[number].lower(), list(self.words[number]))
            places = [place for place, each in enumerate(self.words[number]) if each == word]
            counted.update(written[place] for place in places if place < len(written))
        return counted.most_common(1)[0][0] if counted else word


def get_written(text: str, words: list[str]) -> list[str]:
    """The words of a text as written, one for each of its folded words; these themselves where they do not agree."""
    written = [word for word in re.split(r"[\W_]+", to_nfc(text)) if fold(word)]
    return written if len(written) >= len(words) else words


def get_tones(text: str) -> dict[str, str]:
    """Spellings of the accented words of a text, by folded word."""
    words = ((make_canonical(fold(word)), get_tone_spellings(word)) for word in text.split())
    return {word: spelled[0] for word, spelled in words if len(spelled) == 1}


def has_phrase(words: Words, way: Words) -> bool:
    """Whether the words of `way` occur one after another in `words`."""
    place = -1
    try:  # `index` is several times faster than comparing word by word
        while words[(place := words.index(way[0], place + 1)) : place + len(way)] != way:
            pass
    except ValueError:
        return False
    return True
