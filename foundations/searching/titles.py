"""An index of titles in memory: ranks them, the same on every database.

A database's full-text search does not know that "khai sinh" is another thing than "sinh", nor that a title equal to the
query is the best answer. 10,000 titles are searched in milliseconds, so they are ranked here; the database searches the
texts.
"""

from __future__ import annotations

import gc
import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from foundations.searching.mending import IsKnown, WordMender, is_never_known
from foundations.searching.synonyms import Synonyms, Words
from foundations.searching.title_scores import Question, TitleScorer, has_phrase
from foundations.searching.understanding import LITTLE_WEIGHT, Idea, Reading, Token, make_canonical, read
from foundations.vietnamese.folding import fold_into_words

MAX_RANKED = 250  # candidates that get a score
MIN_COVERAGE = 0.55  # share of the query's weight that a title must have
FORGIVING_COVERAGE = 0.3  # and where there should be an answer to nearly everything, while other titles have that much
MAX_COVERAGE_GAP = 0.35  # to the best title
SYNONYM_FACTOR = 0.92
SCATTERED_FACTOR = 0.75
KEYWORD_FACTOR = 0.5
FURTHER_FACTOR = 0.25
NUMBER_FACTOR = 0.4  # for numbers of one or two digits: "2 sổ đỏ", "10 tuổi"
WORD_BONUS = 0.2  # for each further word of an idea: "lý lịch tư pháp" says more than "pháp"


@dataclass(frozen=True)
class IndexedTitle:
    """A title, and words that count less: `keywords` (also the field of activity), and `further` ones (papers), which
    count least. `prior`: what the title's score gains before any query.
    """

    key: Hashable
    title: str
    keywords: str = ""
    further: str = ""
    prior: float = 0.0


@dataclass(frozen=True)
class TitleHit:
    """A found title: the share of the query that it covers (0 to 1), and a score to order by.

    `match`: how much of the title the query says (0 to 1).
    """

    key: Hashable
    coverage: float
    score: float
    match: float = 0.0


@contextmanager
def paused_collection():
    """While thousands of small lists are made that stay: else all of them are looked through for waste again and again,
    which takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Canonical(dict):
    """Canonical words, each computed once."""

    def __missing__(self, word: str) -> str:
        self[word] = found = make_canonical(word)
        return found


def split_words(texts: Iterable[str]) -> Iterator[Words]:
    """The folded words of each text."""
    canonical = _Canonical()
    for words in fold_into_words(texts):
        yield tuple([canonical[word] for word in words])


class TitleIndex:
    """Built once from all titles; to change it, build another."""

    def __init__(self, titles: Iterable[IndexedTitle]):
        rows = list(titles)
        self.keys: list[Hashable] = [row.key for row in rows]
        self.place_of = {key: place for place, key in enumerate(self.keys)}
        self.priors = [row.prior for row in rows]
        self.total = len(rows)
        self.words = list(split_words(row.title for row in rows))
        self.postings = self._collect(self.words)
        self.keyword_postings = self._collect(split_words(row.keywords for row in rows))
        self.further_postings = self._collect(split_words(row.further for row in rows))
        self.scorer = TitleScorer([row.title for row in rows], self.words, self.postings)
        self.mender = WordMender(self.postings, self.keyword_postings, self.words)

    @staticmethod
    def _collect(texts: Iterable[Words]) -> dict[str, array]:
        """The numbers of the texts that have each word."""
        found: dict[str, array] = defaultdict(lambda: array("I"))
        for number, words in enumerate(texts):
            for word in set(words):
                found[word].append(number)
        return dict(found)

    def get_rarity(self, word: str) -> float:
        """The weight of a word: higher the fewer titles have it; an unknown word weighs as much as the rarest."""
        return self.scorer.get_rarity(word)

    def has_word(self, word: str) -> bool:
        plain = make_canonical(word)
        return plain in self.postings or plain in self.keyword_postings or plain in self.further_postings

    def knows(self, idea: Idea) -> bool:
        """Whether titles, keywords and further words have all words of one of the idea's ways."""
        return any(all(map(self.has_word, way)) for way in idea.ways)

    def mend(self, tokens: list[Token], is_known: IsKnown = is_never_known) -> list[Token]:
        """As `WordMender.mend`, with the words of these titles."""
        return self.mender.mend(tokens, is_known)

    def read(self, text: str, synonyms: Synonyms, is_known: IsKnown = is_never_known) -> Reading:
        """How a text is read where only these titles are searched."""

        def is_known_here(word: str) -> bool:
            return word in synonyms.words or word in self.further_postings or is_known(word)

        return read(text, synonyms, lambda tokens: self.mend(tokens, is_known_here))

    def ask(self, text: str, synonyms: Synonyms) -> tuple[list[Idea], list[TitleHit]]:
        """The ideas of the text and the titles found. What these titles do not know is left out, unless the rest only
        stands in what is further said of a title: "qwert hai" finds nothing.
        """
        ideas = self.read(text, synonyms).ideas
        known = [idea for idea in ideas if idea.is_little or self.knows(idea)]
        if all(idea.is_little for idea in known):
            return ideas, []
        least = FURTHER_FACTOR if len(known) < len(ideas) else 0.0
        hits = [hit for hit in choose_best(self.rank(known, text)) if hit.coverage > least]
        return (known, hits) if hits else (ideas, [])

    def search(self, ideas: list[Idea], text: str = "") -> list[TitleHit]:
        """The best titles, best first: those of `rank` that cover most of the query."""
        return choose_best(self.rank(ideas, text), MIN_COVERAGE)

    def rank(self, ideas: list[Idea], text: str = "") -> list[TitleHit]:
        """Titles with any of the ideas, best first, at most MAX_RANKED; none if they have little words only. An idea
        that they do not have counts against them all. `text`: the query as typed, for its accents.
        """
        ideas = make_ideas_canonical(ideas)
        having = [self._find_having(idea) for idea in ideas]
        if not any(found and not idea.is_little for idea, found in zip(ideas, having, strict=True)):
            return []
        weights = [self._get_weight(idea, found) for idea, found in zip(ideas, having, strict=True)]
        gained: dict[int, float] = defaultdict(float)
        for found, weight in zip(having, weights, strict=True):
            for number, quality in found.items():
                gained[number] += weight * quality
        total = sum(weights)
        best = heapq.nlargest(MAX_RANKED, gained.items(), key=lambda pair: (pair[1], -pair[0]))
        asked = Question.from_ideas(ideas, [weight / total for weight in weights], text)
        hits = [self._make_hit(number, gain / total, asked) for number, gain in best]
        return sorted(hits, key=lambda hit: -hit.score)

    def _make_hit(self, number: int, coverage: float, asked: Question) -> TitleHit:
        score, match = self.scorer.compute_score(number, asked)
        return TitleHit(
            self.keys[number], min(coverage, 1.0), coverage + score + self.priors[number], min(coverage, 1.0) * match
        )

    def find_nearest(self, ideas: list[Idea], most: int = 5) -> list[Hashable]:
        """Keys of the titles that cover most of the query, however little: suggestions if nothing was found."""
        gained: dict[int, float] = defaultdict(float)
        for idea in make_ideas_canonical(ideas):
            found = self._find_having(idea)
            for number, quality in found.items():
                gained[number] += self._get_weight(idea, found) * quality
        best = heapq.nlargest(most, gained.items(), key=lambda pair: (pair[1], -len(self.words[pair[0]])))
        return [self.keys[number] for number, _gain in best]

    def _get_weight(self, idea: Idea, found: dict[int, float]) -> float:
        """The rarity of the idea: of the titles that have it, whichever way."""
        if idea.is_little:
            return LITTLE_WEIGHT * len(idea.typed)
        titles = sum(quality >= SCATTERED_FACTOR * SYNONYM_FACTOR for quality in found.values())
        weight = math.log(1 + self.total / max(titles, 1))
        length = max(len(way) for way in idea.ways[:2])
        is_number = len(idea.typed) == 1 and len(idea.typed[0]) <= 2 and idea.typed[0].isdigit()
        return weight * (1 + WORD_BONUS * (min(length, 5) - 1)) * (NUMBER_FACTOR if is_number else 1)

    def _find_having(self, idea: Idea) -> dict[int, float]:
        """Numbers of the titles that have the idea, with a factor: as typed, synonym, scattered, keyword, further."""
        found: dict[int, float] = {}
        for order, way in enumerate(idea.ways):
            factor = 1.0 if order == 0 else SYNONYM_FACTOR
            if len(way) == 1:
                levels = (
                    (self.postings, 1.0),
                    (self.keyword_postings, KEYWORD_FACTOR),
                    (self.further_postings, FURTHER_FACTOR),
                )
                for postings, quality in levels:
                    for number in postings.get(way[0], ()):
                        if found.get(number, 0.0) < factor * quality:
                            found[number] = factor * quality
            else:
                self._add_phrase_matches(way, factor, found)
        return found

    def _add_phrase_matches(self, way: Words, factor: float, found: dict[int, float]) -> None:
        levels = [self.postings]
        for more, quality in (
            (None, 1.0),
            (self.keyword_postings, KEYWORD_FACTOR),
            (self.further_postings, FURTHER_FACTOR),
        ):
            if more is not None:
                if not any(word in more for word in way):
                    continue
                levels.append(more)
            for number in self._find_all(way, levels):
                value = factor * quality
                if more is None and not has_phrase(self.words[number], way):
                    value *= SCATTERED_FACTOR
                if found.get(number, 0.0) < value:
                    found[number] = value

    def _find_all(self, way: Words, levels: list[dict[str, array]]) -> set[int]:
        """Numbers of the titles that have each of the words in one of the levels."""
        lists = [[level[word] for level in levels if word in level] for word in set(way)]
        lists.sort(key=lambda each: sum(map(len, each)))
        found: set[int] | None = None
        for each in lists:
            numbers = set().union(*each) if found is None else found.intersection(set().union(*each))
            if not numbers:
                return set()
            found = numbers
        return found or set()


def choose_best(hits: list[TitleHit], least: float = 0.0) -> list[TitleHit]:
    """Those that cover hardly less than the best, and at least `least`. With 0, a shared telling word finds something,
    however little of the query it is.
    """
    best = max((hit.coverage for hit in hits), default=0.0)
    enough = max(least, min(FORGIVING_COVERAGE, best * 0.8), best - MAX_COVERAGE_GAP)
    return [hit for hit in hits if hit.coverage >= enough]


def make_ideas_canonical(ideas: list[Idea]) -> list[Idea]:
    return [
        Idea(tuple(tuple(map(make_canonical, way)) for way in idea.ways), idea.is_little, idea.places) for idea in ideas
    ]
