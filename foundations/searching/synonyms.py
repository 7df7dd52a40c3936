"""The editors' list of synonyms and abbreviations, in the form that the search uses."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from foundations.delivery.freshness import cache_until_change
from foundations.searching.models import Synonym
from foundations.vietnamese.folding import fold, get_tone_spellings

Words = tuple[str, ...]
DEFAULTS_FILE = Path(__file__).with_name("synonyms.csv")
MAX_TYPED_WORDS = 8  # words of what is typed


class Synonyms:
    """Mappings from folded words typed to words meant.

    `all`: what a phrase may mean; `both_ways`: those of it that hold in both directions; `readings`: words of chats and
    of regions, which are read as other words before anything else; `accents`: how the single ones of these must be
    typed where they are typed with accents, as "dơ" is not "đỏ"; `words`: every word of a typed phrase.
    """

    def __init__(self, rows: Iterable[tuple]):
        """`rows`: (typed, meant, both ways) or (…, group), with several spellings separated by commas."""
        self.both_ways: dict[Words, list[Words]] = {}
        self.all: dict[Words, list[Words]] = {}
        self.readings: dict[Words, list[Words]] = {}
        self.accents: dict[str, set[str]] = {}
        for typed, meant, equal, *group in rows:
            left, right = _parse_spellings(typed), _parse_spellings(meant)
            if group and group[0] in Synonym.READ_FIRST and right:
                self._add_readings(typed, left, right)
                continue
            for words in left:
                self._add(words, [*right, *(left if equal else [])], equal)
            for words in right if equal else []:
                self._add(words, [*left, *right], equal)
        self.words = frozenset(word for mapping in (self.all, self.readings) for phrase in mapping for word in phrase)

    def _add_readings(self, typed: str, left: list[Words], right: list[Words]) -> None:
        for words in left:
            self.readings.setdefault(words, right)
        for part in typed.split(","):
            if len(words := fold(part).split()) == 1:
                self.accents.setdefault(words[0], set()).add("".join(get_tone_spellings(part)))

    def is_read_so(self, word: str, accents: str) -> bool:
        """Whether a single folded word, typed with these accents, is one of the readings."""
        return accents in self.accents.get(word, ())

    def _add(self, words: Words, others: list[Words], equal: bool) -> None:
        for mapping in (self.all, self.both_ways) if equal else (self.all,):
            known = mapping.setdefault(words, [])
            known += [other for other in others if other not in {words, *known}]

    @staticmethod
    def find_at(mapping: Mapping[Words, list[Words]], words: list[str], start: int) -> tuple[int, list[Words]]:
        """The longest typed phrase at `start`: its number of words, and what it means; (0, []) if there is none."""
        for length in range(min(MAX_TYPED_WORDS, len(words) - start), 0, -1):
            if found := mapping.get(tuple(words[start : start + length])):
                return length, found
        return 0, []


def _parse_spellings(text: str) -> list[Words]:
    return [words for part in text.split(",") if (words := tuple(fold(part).split()))]


_tried: ContextVar[Synonyms | None] = ContextVar("tried_synonyms", default=None)


@contextmanager
def use_instead(tried: Synonyms):
    """While the block runs, `get_synonyms` returns these: to see what a change would find before it is stored."""
    token = _tried.set(tried)
    try:
        yield
    finally:
        _tried.reset(token)


def get_synonyms() -> Synonyms:
    """The stored list, or the one that is tried instead."""
    return _tried.get() or _get_stored()


@cache_until_change
def _get_stored() -> Synonyms:
    return Synonyms(Synonym.objects.order_by("pk").values_list("typed", "meant", "both_ways", "group"))


def read_defaults() -> list[Synonym]:
    """The list that comes with the software, not stored."""
    with DEFAULTS_FILE.open(encoding="utf-8", newline="") as file:
        return [
            Synonym(typed=row["typed"], meant=row["meant"], both_ways=row["both_ways"] == "1", group=row["group"])
            for row in csv.DictReader(file)
        ]


def load_defaults() -> int:
    """Stores those groups of the list that comes with the software of which nothing is stored yet; returns how many
    rows. So a new version brings its new groups, and what editors changed or deleted stays so.
    """
    known = set(Synonym.objects.values_list("group", flat=True))
    rows = [row for row in read_defaults() if row.group not in known]
    Synonym.objects.bulk_create(rows)
    return len(rows)


def find_known(words: str) -> list[str]:
    """What the stored synonyms make of parts of the words: `bang lai → giay phep lai xe`, folded."""
    known, folded, place, found = get_synonyms(), fold(words).split(), 0, []
    while place < len(folded):
        length, others = Synonyms.find_at(known.all, folded, place)
        if length:
            typed = " ".join(folded[place : place + length])
            found.append(f"{typed} → {', '.join(' '.join(other) for other in others)}")
        place += max(length, 1)
    return found
