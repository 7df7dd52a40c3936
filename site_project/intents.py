"""What a query means beyond its words: an index and a unit, a document's number, a unit of before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundations.delivery.freshness import cache_until_change
from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.numbers import make_number_key
from foundations.searching.synonyms import get_synonyms
from foundations.searching.understanding import DOCUMENT_NUMBER
from foundations.units.models import Succession, Unit
from foundations.vietnamese.folding import fold
from rankings.models import IndexPage, RankingPage, Row
from site_project.searched_kinds import DOCUMENT, PROFILE, RANKING

MIN_NAME_LENGTH = 4  # letters of a unit's name that is looked for within a query
LIVING_GAIN = 0.01  # so that a unit of today stands before the one that it replaced
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER_AND_YEAR = re.compile(r"\b\d+/(?:19|20)\d\d\b")
_KIND_OF_UNIT = re.compile(r"^(?:tinh|thanh pho|tp) ")


@cache_until_change
def get_index_names() -> dict[str, int]:
    """Keys of indices by what people call them, folded: slug, title, the title's parts in and before brackets, and
    these with abbreviations.
    """
    found: dict[str, int] = {}
    for page in IndexPage.objects.live().public():
        names = [page.slug.replace("-", " "), page.title, *re.findall(r"\(([^)]+)\)", page.title)]
        for name in map(fold, [*names, page.title.split("(")[0]]):
            found.setdefault(name, page.pk)
            for phrase, others in get_synonyms().both_ways.items():
                if (long := " ".join(phrase)) in name:
                    found |= {name.replace(long, " ".join(other)): page.pk for other in others if len(other) == 1}
    found.pop("", None)
    return found


@cache_until_change
def get_ranked_units() -> dict[str, list[int]]:
    """Keys of the units in rankings that everybody may read, by each of their names, folded; today's first."""
    ranked = Row.objects.filter(edition__in=RankingPage.objects.readable()).exclude(unit=None).values("unit")
    units = Unit.objects.filter(pk__in=ranked).prefetch_related("aliases")
    found: dict[str, list[int]] = {}
    for unit in sorted(units, key=lambda each: not each.is_current):
        names = {fold(name) for name in (unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all()))}
        for name in names | {_KIND_OF_UNIT.sub("", name) for name in names}:
            if len(name) >= MIN_NAME_LENGTH:
                found.setdefault(name, []).append(unit.pk)
    return found


@cache_until_change
def get_document_numbers() -> dict[str, list[int]]:
    """Keys of documents by the key of their number, newest first."""
    found: dict[str, list[int]] = {}
    for key, number_key in LegalDocument.objects.newest_first().values_list("pk", "number_key"):
        found.setdefault(number_key, []).append(key)
    return found


@cache_until_change
def get_living_units() -> dict[int, set[int]]:
    """Keys of today's units that replaced each unit that is no more."""
    following: dict[int, set[int]] = {}
    for old, new in Succession.objects.exclude(successor=None).values_list("predecessor", "successor"):
        following.setdefault(old, set()).add(new)
    living = {unit.pk for unit in Unit.objects.all() if unit.is_current}
    return {old: _follow(old, following, set()) & living for old in following if old not in living}


def _follow(old: int, following: dict[int, set[int]], seen: set[int]) -> set[int]:
    for new in following.get(old, set()) - seen:
        seen.add(new)
        _follow(new, following, seen)
    return seen


def find_living_units(scores: dict[int, float]) -> dict[int, float]:
    """Units of today, with their scores, that replaced units with these scores and stand behind them."""
    found: dict[int, float] = {}
    for old, score in scores.items():
        for new in get_living_units().get(old, ()):
            if scores.get(new, 0.0) <= score:
                found[new] = max(found.get(new, 0.0), score + LIVING_GAIN)
    return found


def find_meant(words: str) -> Iterator[tuple[str, int]]:
    """(kind, key) of what the query means, best first."""
    yield from find_meant_documents(words)
    yield from find_meant_rankings(f" {fold(words)} ")


def find_meant_documents(words: str) -> Iterator[tuple[str, int]]:
    """The documents whose number was typed, whole or its beginning: `37/QĐ-UBND`, `nghị định 168/2025`."""
    numbers = DOCUMENT_NUMBER.findall(words) or _NUMBER_AND_YEAR.findall(words)
    known = get_document_numbers() if numbers else {}
    for number in numbers:
        key = make_number_key(number)
        begun = [each for other in known if other.startswith(f"{key} ") for each in known[other]]
        for found in known.get(key) or begun:
            yield DOCUMENT, found


def find_meant_rankings(plain: str) -> Iterator[tuple[str, int]]:
    """Where a query names an index and a unit: the unit's profile, and the edition of the year named, or the latest."""
    index = find_longest(plain, get_index_names())
    units = find_longest(plain, get_ranked_units()) if index else None
    if not units:
        return
    editions = RankingPage.objects.readable().filter(index=index).latest_first()
    rows = list(Row.objects.filter(edition__in=editions, unit__in=units).values_list("unit", "edition"))
    ranked = [unit for unit in units if any(row[0] == unit for row in rows)]
    yield PROFILE, [*ranked, *units][0]
    years = dict(editions.values_list("pk", "year"))
    own = [key for key in years if any(row[1] == key for row in rows)]
    year = _YEAR.search(plain)
    chosen = [key for key in own or years if not year or years[key] == int(year[0])] or own or list(years)
    if chosen:
        yield RANKING, chosen[0]


def find_longest(plain: str, names: dict):
    """What the longest of the names that the words hold stands for; None without one."""
    held = [name for name in names if f" {name} " in plain]
    return names[max(held, key=len)] if held else None
