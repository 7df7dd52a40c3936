"""The editors' list of synonyms and abbreviations, as the search uses it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from django.core.cache import cache

from foundations.searching.models import Synonym
from foundations.vietnamese.folding import fold

Words = tuple[str, ...]
DEFAULTS = Path(__file__).with_name("synonyms.csv")
KEY = "searching.synonyms"  # its version of the content makes it new with every change of the list
REMEMBERED = 60  # seconds
LONGEST = 8  # words of what is typed


class Synonyms:
    """Folded words. `all` leads from what is typed to what is meant; `both_ways` has only what is equal."""

    def __init__(self, rows):
        """`rows` are (typed, meant, both ways), several spellings parted by commas."""
        self.both_ways: dict[Words, list[Words]] = {}
        self.all: dict[Words, list[Words]] = {}
        for typed, meant, equal in rows:
            left, right = _spellings(typed), _spellings(meant)
            for words in left:
                self._add(words, [*right, *(left if equal else [])], equal)
            for words in right if equal else []:
                self._add(words, [*left, *right], equal)

    def _add(self, words: Words, others: list[Words], equal: bool) -> None:
        for mapping in (self.all, self.both_ways) if equal else (self.all,):
            known = mapping.setdefault(words, [])
            known += [other for other in others if other not in {words, *known}]

    @staticmethod
    def at(mapping: Mapping[Words, list[Words]], words: list[str], start: int) -> tuple[int, list[Words]]:
        """The longest typed phrase that begins at `start`: how many words, and what they mean; (0, []) without one."""
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            if found := mapping.get(tuple(words[start : start + length])):
                return length, found
        return 0, []


def _spellings(text: str) -> list[Words]:
    return [words for part in text.split(",") if (words := tuple(fold(part).split()))]


def current() -> Synonyms:
    """The list as it is stored; read again when content has changed, and at least once a minute, by each process."""
    found = cache.get(KEY)
    if found is None:
        found = Synonyms(Synonym.objects.order_by("pk").values_list("typed", "meant", "both_ways"))
        cache.set(KEY, found, REMEMBERED)
    return found


def load_defaults() -> int:
    """Stores the list that comes with the software where there is none. Returns how many entries it stored."""
    if Synonym.objects.exists():
        return 0
    with DEFAULTS.open(encoding="utf-8", newline="") as file:
        rows = [
            Synonym(typed=row["typed"], meant=row["meant"], both_ways=row["both_ways"] == "1")
            for row in csv.DictReader(file)
        ]
    Synonym.objects.bulk_create(rows)
    return len(rows)
