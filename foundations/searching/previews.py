"""What a synonym would change: the first results of a search with the list as it is, and as it would be.

The app that has the search of the whole site declares `AppConfig.find_titles`, as this one knows no content.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from foundations.searching.models import MissedSearch, Synonym
from foundations.searching.synonyms import Synonyms, use_instead
from foundations.vietnamese.folding import fold

MAX_TYPED = 3  # spellings of what is typed that are tried
MAX_MISSED = 3  # and searches in vain that hold one of them
MAX_MISSED_READ = 2000
MAX_TITLES = 5


@dataclass(frozen=True)
class Results:
    """The number of results of a search and the first titles."""

    total: int
    titles: list[str]


@dataclass(frozen=True)
class Comparison:
    """The results of one search before and after. `times`: how often it was in vain; 0 if it is none of those."""

    words: str
    times: int
    before: Results
    after: Results

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def columns(self) -> tuple[Results, Results]:
        return self.before, self.after


def get_site_search() -> Callable[[str, int], tuple[int, list[str]]]:
    """A function of (words, most) that returns the number of results and the first titles.

    Raises ImproperlyConfigured if no app or more than one declares it.
    """
    configs = [config for config in apps.get_app_configs() if hasattr(config, "find_titles")]
    if len(configs) != 1:
        declared = ", ".join(config.name for config in configs) or "none"
        raise ImproperlyConfigured(f"One app must declare find_titles in its AppConfig; found: {declared}.")
    return configs[0].find_titles


def compare(changed: Synonym | None, replaced_key: int | None) -> list[Comparison]:
    """What searches find now, and with `changed` in place of the stored synonym with that key.

    `changed`: not stored; None to see what is left without the stored one. Searches are those that people would type.
    """
    stored = Synonym.objects.order_by("pk").values_list("pk", "typed", "meant", "both_ways", "group")
    rows = {row[0]: row[1:] for row in stored}
    now = Synonyms(rows.values())
    typed = rows[replaced_key][0] if replaced_key in rows and changed is None else ""
    rows.pop(replaced_key, None)
    then = [*rows.values()]
    if changed is not None:
        then.append((changed.typed, changed.meant, changed.both_ways, changed.group))
        typed = changed.typed
    both, find = (now, Synonyms(then)), get_site_search()
    comparisons = []
    for words, times in find_searches(typed):
        found = []
        for synonyms in both:
            with use_instead(synonyms):
                found.append(Results(*find(words, MAX_TITLES)))
        comparisons.append(Comparison(words, times, *found))
    return comparisons


def find_searches(typed: str) -> list[tuple[str, int]]:
    """The spellings, and the most frequent searches in vain that hold one: (words, times in vain)."""
    spellings = {folded: part.strip() for part in typed.split(",") if (folded := fold(part).strip())}
    first = dict(list(spellings.items())[:MAX_TYPED])
    missed = MissedSearch.objects.order_by("-count", "-last_on", "pk").values_list("words", "count")[:MAX_MISSED_READ]
    holding = [
        (words, times)
        for words, times in missed
        if any(f" {phrase} " in f" {fold(words)} " for phrase in spellings) and fold(words) not in first
    ]
    vain = {fold(words): times for words, times in missed if fold(words) in first}
    return [*((words, vain.get(folded, 0)) for folded, words in first.items()), *holding[:MAX_MISSED]]
