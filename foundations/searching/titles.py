"""An index of titles in memory: ranked answers, typing mistakes mended, the same on every database.

Full-text search of a database knows how often a word occurs, not that "khai sinh" is one thing and "sinh" another, nor
that a short title which is the question itself is the answer. Titles are short: 10,000 of them take some 10 MB and
answer within milliseconds, so they are ranked here, and the database is asked about the texts below them.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from foundations.searching.mending import WordMender
from foundations.searching.synonyms import Synonyms, Words
from foundations.searching.understanding import LITTLE, LITTLE_WEIGHT, Idea, canonical, understand
from foundations.vietnamese.folding import fold, tone_spellings

RANKED = 200  # candidates that are looked at closely
NEAR_ENOUGH = 0.55  # share of the question's weight that a title must have to be an answer
WITHIN = 0.3  # and how far it may be behind the best
MENDED = 0.85  # of its score an answer keeps that was found by mended words only
SURE = 0.8  # coverage from which nothing is mended
SYNONYM = 0.92
SCATTERED = 0.75
KEYWORD = 0.6
# What is done to a paper that somebody has already; who names none of these asks for the paper itself.
DERIVED = [
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
]
OTHER_ACCENTS = 0.7  # "trễ" was typed, the title has "trẻ"


@dataclass(frozen=True)
class Title:
    """A title to be found, and words that count less (keywords, the field of activity)."""

    key: Hashable
    title: str
    keywords: str = ""


@dataclass(frozen=True)
class Hit:
    """An answer: how much of the question its title has (0 to 1), and a score to order by."""

    key: Hashable
    coverage: float
    score: float


@dataclass(frozen=True)
class Asked:
    """A question, as its answers are compared with it: all words of its ideas, neighbours among them, their accents."""

    words: frozenset[str]
    pairs: list[Words]
    tones: frozenset[str]

    @classmethod
    def of(cls, ideas: list[Idea], tones: dict[str, str]) -> Asked:
        heavy = [(a.typed[-1], b.typed[0]) for a, b in pairwise(ideas) if not (a.is_little or b.is_little)]
        words = (word for idea in ideas for way in idea.ways for word in way)
        return cls(frozenset(words), heavy, frozenset(tones.values()))


class TitleIndex:
    """Built once from all titles, then asked; to change it, build another."""

    def __init__(self, titles: Iterable[Title]):
        self.keys: list[Hashable] = []
        self.words: list[Words] = []
        self.keyword_words: list[frozenset[str]] = []
        self.tones: list[frozenset[str]] = []
        self.postings: dict[str, array] = {}
        self.keyword_postings: dict[str, array] = {}
        self.pairs: set[tuple[str, str]] = set()
        for number, each in enumerate(titles):
            self._add(number, each)
        self.total = len(self.keys)
        self._rarity = {word: self._rarity_of(word) for word in self.postings}
        self._wholes: dict[int, float] = {}
        self._mender = WordMender(self.postings, self.keyword_postings, self.pairs)

    def _add(self, number: int, each: Title) -> None:
        words = tuple(map(canonical, fold(each.title).split()))
        extra = frozenset(map(canonical, fold(each.keywords).split())) - set(words)
        self.keys.append(each.key)
        self.words.append(words)
        self.keyword_words.append(extra)
        self.pairs.update(pairwise(words))
        self.tones.append(frozenset(tone_spellings(each.title)))
        for word in set(words):
            self.postings.setdefault(word, array("I")).append(number)
        for word in extra:
            self.keyword_postings.setdefault(word, array("I")).append(number)

    def _rarity_of(self, word: str) -> float:
        return math.log(1 + self.total / len(self.postings[word]))

    def rarity(self, word: str) -> float:
        """How much a word says: more the fewer titles have it; an unknown one as much as the rarest."""
        return self._rarity.get(word) or math.log(1 + self.total)

    def mended(self, word: str, beside: Words, known: frozenset[str] = frozenset()) -> list[Words]:
        """As `WordMender.mended`, with the words of these titles."""
        return self._mender.mended(word, beside, known)

    def ask(self, text: str, synonyms: Synonyms) -> tuple[list[Idea], list[Hit]]:
        """What the text means and what answers it. Words are mended only where they find little as they were typed."""
        ideas = understand(text, synonyms)
        hits = self.search(ideas, text)
        best = max((hit.coverage for hit in hits), default=0.0)
        if best >= SURE:
            return ideas, hits
        known = frozenset(word for phrase in synonyms.all for word in phrase)
        mended = understand(text, synonyms, lambda word, beside: self.mended(word, beside, known))
        if mended == ideas:
            return ideas, hits
        others = [Hit(hit.key, hit.coverage, hit.score * MENDED) for hit in self.search(mended, text)]
        if max((hit.coverage for hit in others), default=0.0) * MENDED <= best:
            return ideas, hits
        return mended, others

    def search(self, ideas: list[Idea], text: str = "") -> list[Hit]:
        """The best titles, best first, at most 200. `text` is what was typed, for its accents."""
        ideas = [Idea(tuple(tuple(map(canonical, way)) for way in idea.ways), idea.is_little) for idea in ideas]
        weights = [self._weight(idea) for idea in ideas]
        total = sum(weights)
        if not total or not self.total:
            return []
        gained: dict[int, float] = {}
        tones = tones_of(text)
        for idea, weight in zip(ideas, weights, strict=True):
            for number, quality in self._having(idea, tones).items():
                gained[number] = gained.get(number, 0.0) + weight * quality
        best = heapq.nlargest(RANKED, gained.items(), key=lambda pair: (pair[1], -pair[0]))
        asked = Asked.of(ideas, tones)
        hits = [self._hit(number, gain / total, asked) for number, gain in best]
        hits = sorted(hits, key=lambda hit: -hit.score)
        least = max(NEAR_ENOUGH, max((hit.coverage for hit in hits), default=0) - WITHIN)
        return [hit for hit in hits if hit.coverage >= least]

    def nearest(self, ideas: list[Idea], most: int = 5) -> list[Hashable]:
        """Titles that have the most of the question, however little, for who found nothing."""
        ideas = [Idea(tuple(tuple(map(canonical, way)) for way in idea.ways), idea.is_little) for idea in ideas]
        gained: dict[int, float] = {}
        for idea in ideas:
            for number, quality in self._having(idea, {}).items():
                gained[number] = gained.get(number, 0.0) + self._weight(idea) * quality
        best = heapq.nlargest(most, gained.items(), key=lambda pair: (pair[1], -len(self.words[pair[0]])))
        return [self.keys[number] for number, _gain in best]

    def _weight(self, idea: Idea) -> float:
        """What the idea is worth: the rarity of its words as typed, or of what they mean where nobody writes those."""
        if idea.is_little:
            return LITTLE_WEIGHT * len(idea.typed)
        known = [way for way in idea.ways if all(word in self.postings for word in way)] or [idea.typed]
        return max(sum(min(self.rarity(word), 9) * (0.3 if word in LITTLE else 1) for word in way) for way in known)

    def _having(self, idea: Idea, tones: dict[str, str]) -> dict[int, float]:
        """The titles that have the idea, with how well: as typed, as a synonym, scattered, or as keywords."""
        found: dict[int, float] = {}
        for order, way in enumerate(idea.ways):
            lists = [self.postings.get(word) for word in set(way)]
            factor = 1.0 if order == 0 else SYNONYM
            if all(lists):
                numbers = lists[0] if len(lists) == 1 else set(min(lists, key=len)).intersection(*lists)
                for number in numbers:
                    whole = len(way) == 1 or follows(self.words[number], way)
                    found[number] = max(found.get(number, 0.0), factor * (1.0 if whole else SCATTERED))
            if len(way) == 1:
                for number in self.keyword_postings.get(way[0], ()):
                    found[number] = max(found.get(number, 0.0), KEYWORD * factor)
            elif any(word in self.keyword_postings for word in way):
                self._in_keywords(way, factor, found)
        if len(idea.typed) == 1 and (tone := tones.get(idea.typed[0])):
            for number, quality in found.items():
                if self.tones[number] and tone not in self.tones[number] and idea.typed[0] in self.words[number]:
                    found[number] = quality * OTHER_ACCENTS
        return found

    def _in_keywords(self, way: Words, factor: float, found: dict[int, float]) -> None:
        rarest = min(way, key=lambda word: len(self.keyword_postings.get(word, ())) + len(self.postings.get(word, ())))
        for number in [*self.keyword_postings.get(rarest, ()), *self.postings.get(rarest, ())]:
            if number not in found and set(way) <= self.keyword_words[number] | set(self.words[number]):
                found[number] = KEYWORD * factor

    def _hit(self, number: int, coverage: float, asked: Asked) -> Hit:
        words = self.words[number]
        having = asked.words.intersection(words)
        matched = sum(self.rarity(word) for word in words if word in having and word not in LITTLE)
        own = self._whole(number)
        together = sum(follows(words, pair) for pair in asked.pairs) / len(asked.pairs) if asked.pairs else 0.0
        exact = len(asked.tones & self.tones[number]) / len(asked.tones) if asked.tones else 0.0
        derived = any(way[0] in words and follows(words, way) for way in DERIVED if not having.issuperset(way))
        score = coverage - 0.12 * derived + 0.22 * together + 0.18 * exact + 0.3 * matched / own - 0.0005 * len(words)
        return Hit(self.keys[number], min(coverage, 1.0), score)

    def _whole(self, number: int) -> float:
        """What all words of a title say together; worked out when it is first asked for."""
        if number not in self._wholes:
            words = self.words[number]
            self._wholes[number] = sum(self.rarity(word) for word in words if word not in LITTLE) or 1.0
        return self._wholes[number]


def tones_of(text: str) -> dict[str, str]:
    """How the accented words of a text are spelled, by the folded word; a word of several spellings has one of them."""
    words = ((canonical(fold(word)), tone_spellings(word)) for word in text.split())
    return {word: spelled[0] for word, spelled in words if len(spelled) == 1}


def follows(words: Words, way: Words) -> bool:
    """Whether the words of `way` stand one after another in `words`."""
    place = -1
    try:  # `index` is several times as quick as looking at each word
        while words[(place := words.index(way[0], place + 1)) : place + len(way)] != way:
            pass
    except ValueError:
        return False
    return True
