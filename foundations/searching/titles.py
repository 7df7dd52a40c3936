"""An index of titles in memory: ranks them and corrects typing errors, the same on every database.

A database's full-text search does not know that "khai sinh" is another thing than "sinh", nor that a title equal to the
query is the best answer. 10,000 titles take about 10 MB and are searched in milliseconds, so they are ranked here;
the database searches the texts.
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
from foundations.searching.understanding import LITTLE_WEIGHT, LITTLE_WORDS, Idea, make_canonical, understand
from foundations.vietnamese.folding import fold, get_tone_spellings

MAX_RANKED = 200  # candidates that get a score
MIN_COVERAGE = 0.55  # share of the query's weight that a title must have
MAX_COVERAGE_GAP = 0.3  # to the best title
MENDED_FACTOR = 0.85  # for titles found by corrected words only
SURE_COVERAGE = 0.8  # from this coverage on nothing is corrected
SYNONYM_FACTOR = 0.92
SCATTERED_FACTOR = 0.75
KEYWORD_FACTOR = 0.6
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
]
OTHER_ACCENTS_FACTOR = 0.7  # "trễ" was typed, the title has "trẻ"


@dataclass(frozen=True)
class IndexedTitle:
    """A title, and words that count less (keywords, the field of activity)."""

    key: Hashable
    title: str
    keywords: str = ""


@dataclass(frozen=True)
class TitleHit:
    """A found title: the share of the query that it covers (0 to 1), and a score to order by."""

    key: Hashable
    coverage: float
    score: float


@dataclass(frozen=True)
class Question:
    """A query to compare titles with: all words of its ideas, pairs of neighbours, spellings with accents."""

    words: frozenset[str]
    pairs: list[Words]
    tones: frozenset[str]

    @classmethod
    def from_ideas(cls, ideas: list[Idea], tones: dict[str, str]) -> Question:
        heavy = [(a.typed[-1], b.typed[0]) for a, b in pairwise(ideas) if not (a.is_little or b.is_little)]
        words = (word for idea in ideas for way in idea.ways for word in way)
        return cls(frozenset(words), heavy, frozenset(tones.values()))


class TitleIndex:
    """Built once from all titles; to change it, build another."""

    def __init__(self, titles: Iterable[IndexedTitle]):
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
        self._rarity = {word: self._compute_rarity(word) for word in self.postings}
        self._wholes: dict[int, float] = {}
        self._mender = WordMender(self.postings, self.keyword_postings, self.pairs)

    def _add(self, number: int, each: IndexedTitle) -> None:
        words = tuple(map(make_canonical, fold(each.title).split()))
        extra = frozenset(map(make_canonical, fold(each.keywords).split())) - set(words)
        self.keys.append(each.key)
        self.words.append(words)
        self.keyword_words.append(extra)
        self.pairs.update(pairwise(words))
        self.tones.append(frozenset(get_tone_spellings(each.title)))
        for word in set(words):
            self.postings.setdefault(word, array("I")).append(number)
        for word in extra:
            self.keyword_postings.setdefault(word, array("I")).append(number)

    def _compute_rarity(self, word: str) -> float:
        return math.log(1 + self.total / len(self.postings[word]))

    def get_rarity(self, word: str) -> float:
        """The weight of a word: higher the fewer titles have it; an unknown word weighs as much as the rarest."""
        return self._rarity.get(word) or math.log(1 + self.total)

    def find_corrections(self, word: str, beside: Words, known: frozenset[str] = frozenset()) -> list[Words]:
        """As `WordMender.find_corrections`, with the words of these titles."""
        return self._mender.find_corrections(word, beside, known)

    def ask(self, text: str, synonyms: Synonyms) -> tuple[list[Idea], list[TitleHit]]:
        """The ideas of the text and the titles found. Words are corrected only if they find little as typed."""
        ideas = understand(text, synonyms)
        hits = self.search(ideas, text)
        best = max((hit.coverage for hit in hits), default=0.0)
        if best >= SURE_COVERAGE:
            return ideas, hits
        known = frozenset(word for phrase in synonyms.all for word in phrase)
        mended = understand(text, synonyms, lambda word, beside: self.find_corrections(word, beside, known))
        if mended == ideas:
            return ideas, hits
        others = [TitleHit(hit.key, hit.coverage, hit.score * MENDED_FACTOR) for hit in self.search(mended, text)]
        if max((hit.coverage for hit in others), default=0.0) * MENDED_FACTOR <= best:
            return ideas, hits
        return mended, others

    def search(self, ideas: list[Idea], text: str = "") -> list[TitleHit]:
        """The best titles, best first, at most MAX_RANKED. `text`: the query as typed, for its accents."""
        ideas = [Idea(tuple(tuple(map(make_canonical, way)) for way in idea.ways), idea.is_little) for idea in ideas]
        weights = [self._get_weight(idea) for idea in ideas]
        total = sum(weights)
        if not total or not self.total:
            return []
        gained: dict[int, float] = {}
        tones = get_tones(text)
        for idea, weight in zip(ideas, weights, strict=True):
            for number, quality in self._find_having(idea, tones).items():
                gained[number] = gained.get(number, 0.0) + weight * quality
        best = heapq.nlargest(MAX_RANKED, gained.items(), key=lambda pair: (pair[1], -pair[0]))
        asked = Question.from_ideas(ideas, tones)
        hits = [self._make_hit(number, gain / total, asked) for number, gain in best]
        hits = sorted(hits, key=lambda hit: -hit.score)
        least = max(MIN_COVERAGE, max((hit.coverage for hit in hits), default=0) - MAX_COVERAGE_GAP)
        return [hit for hit in hits if hit.coverage >= least]

    def find_nearest(self, ideas: list[Idea], most: int = 5) -> list[Hashable]:
        """Keys of the titles that cover most of the query, however little: suggestions if nothing was found."""
        ideas = [Idea(tuple(tuple(map(make_canonical, way)) for way in idea.ways), idea.is_little) for idea in ideas]
        gained: dict[int, float] = {}
        for idea in ideas:
            for number, quality in self._find_having(idea, {}).items():
                gained[number] = gained.get(number, 0.0) + self._get_weight(idea) * quality
        best = heapq.nlargest(most, gained.items(), key=lambda pair: (pair[1], -len(self.words[pair[0]])))
        return [self.keys[number] for number, _gain in best]

    def _get_weight(self, idea: Idea) -> float:
        """The rarity of the idea's words, in the best of its ways that titles have."""
        if idea.is_little:
            return LITTLE_WEIGHT * len(idea.typed)
        known = [way for way in idea.ways if all(word in self.postings for word in way)] or [idea.typed]
        return max(
            sum(min(self.get_rarity(word), 9) * (0.3 if word in LITTLE_WORDS else 1) for word in way) for way in known
        )

    def _find_having(self, idea: Idea, tones: dict[str, str]) -> dict[int, float]:
        """Numbers of the titles that have the idea, with a factor: as typed, synonym, scattered, keyword."""
        found: dict[int, float] = {}
        for order, way in enumerate(idea.ways):
            lists = [self.postings.get(word) for word in set(way)]
            factor = 1.0 if order == 0 else SYNONYM_FACTOR
            if all(lists):
                numbers = lists[0] if len(lists) == 1 else set(min(lists, key=len)).intersection(*lists)
                for number in numbers:
                    whole = len(way) == 1 or has_phrase(self.words[number], way)
                    found[number] = max(found.get(number, 0.0), factor * (1.0 if whole else SCATTERED_FACTOR))
            if len(way) == 1:
                for number in self.keyword_postings.get(way[0], ()):
                    found[number] = max(found.get(number, 0.0), KEYWORD_FACTOR * factor)
            elif any(word in self.keyword_postings for word in way):
                self._add_keyword_matches(way, factor, found)
        if len(idea.typed) == 1 and (tone := tones.get(idea.typed[0])):
            for number, quality in found.items():
                if self.tones[number] and tone not in self.tones[number] and idea.typed[0] in self.words[number]:
                    found[number] = quality * OTHER_ACCENTS_FACTOR
        return found

    def _add_keyword_matches(self, way: Words, factor: float, found: dict[int, float]) -> None:
        rarest = min(way, key=lambda word: len(self.keyword_postings.get(word, ())) + len(self.postings.get(word, ())))
        for number in [*self.keyword_postings.get(rarest, ()), *self.postings.get(rarest, ())]:
            if number not in found and set(way) <= self.keyword_words[number] | set(self.words[number]):
                found[number] = KEYWORD_FACTOR * factor

    def _make_hit(self, number: int, coverage: float, asked: Question) -> TitleHit:
        words = self.words[number]
        having = asked.words.intersection(words)
        matched = sum(self.get_rarity(word) for word in words if word in having and word not in LITTLE_WORDS)
        own = self._get_whole(number)
        together = sum(has_phrase(words, pair) for pair in asked.pairs) / len(asked.pairs) if asked.pairs else 0.0
        exact = len(asked.tones & self.tones[number]) / len(asked.tones) if asked.tones else 0.0
        derived = any(
            way[0] in words and has_phrase(words, way) for way in DERIVED_ACTIONS if not having.issuperset(way)
        )
        score = coverage - 0.12 * derived + 0.22 * together + 0.18 * exact + 0.3 * matched / own - 0.0005 * len(words)
        return TitleHit(self.keys[number], min(coverage, 1.0), score)

    def _get_whole(self, number: int) -> float:
        """The rarity of all words of a title together; cached."""
        if number not in self._wholes:
            words = self.words[number]
            self._wholes[number] = sum(self.get_rarity(word) for word in words if word not in LITTLE_WORDS) or 1.0
        return self._wholes[number]


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
