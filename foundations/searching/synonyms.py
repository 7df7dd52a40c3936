"""The editors' list of synonyms and abbreviations, in the form that the search uses."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.core.cache import cache

from foundations.searching.models import Synonym
from foundations.vietnamese.folding import fold

Words = tuple[str, ...]
DEFAULTS_FILE = Path(__file__).with_name("synonyms.csv")
CACHE_KEY = "searching.synonyms"  # cache keys hold the content version, so every change of the list is seen
CACHE_SECONDS = 60  # seconds
MAX_TYPED_WORDS = 8  # words of what is typed


class Synonyms:
    """Mappings from folded words typed to words meant: `all`, and those that hold both ways in `both_ways`."""

    def __init__(self, rows):
        """`rows`: (typed, meant, both ways), with several spellings separated by commas."""
        self.both_ways: dict[Words, list[Words]] = {}
        self.all: dict[Words, list[Words]] = {}
        for typed, meant, equal in rows:
            left, right = _parse_spellings(typed), _parse_spellings(meant)
            for words in left:
                self._add(words, [*right, *(left if equal else [])], equal)
            for words in right if equal else []:
                self._add(words, [*left, *right], equal)

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
    """The stored list, cached until content changes, for a minute at most."""
    if tried := _tried.get():
        return tried
    found = cache.get(CACHE_KEY)
    if found is None:
        found = Synonyms(Synonym.objects.order_by("pk").values_list("typed", "meant", "both_ways"))
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def load_defaults() -> int:
    """Stores the list that comes with the software if there are no synonyms yet; returns how many."""
    if Synonym.objects.exists():
        return 0
    with DEFAULTS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Synonym(typed=row["typed"], meant=row["meant"], both_ways=row["both_ways"] == "1")
            for row in csv.DictReader(file)
        ]
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
