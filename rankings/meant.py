"""The ranking that a query means: one that names an index and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foundations.delivery.freshness import cache_until_change
from foundations.searching.synonyms import get_synonyms
from foundations.units.models import Unit
from foundations.vietnamese.folding import fold
from rankings.models import IndexPage, RankingPage, Row

MIN_NAME_LENGTH = 4  # letters of a unit's name that is looked for within a query
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KIND_OF_UNIT = re.compile(r"^(?:tinh|thanh pho|tp) ")


@cache_until_change
def get_index_names() -> dict[str, int]:
    """Keys of indices by what people call them, folded: slug, title, the title's parts in and before brackets, and
    these with abbreviations.
    """
    found: dict[str, int] = {}
    for page in IndexPage.objects.live().public():
        names = [page.short_name, page.slug.replace("-", " "), page.title, *re.findall(r"\(([^)]+)\)", page.title)]
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


@dataclass(frozen=True)
class MeantRanking:
    """Keys of the unit whose profile is meant, and of the edition: of the year named, or the latest in which the unit
    stands. `is_of_year`: the year was named, so that the edition is meant before the profile."""

    unit: int | None = None
    edition: int | None = None
    is_of_year: bool = False


def find_meant_ranking(text: str) -> MeantRanking:
    """Nothing unless the text names an index and a unit. Two queries if it does."""
    plain = f" {fold(text)} "
    index = find_longest(plain, get_index_names())
    units = find_longest(plain, get_ranked_units()) if index else None
    if not units:
        return MeantRanking()
    editions = RankingPage.objects.readable().filter(index=index).latest_first()
    rows = list(Row.objects.filter(edition__in=editions.values("pk"), unit__in=units).values_list("unit", "edition"))
    unit = next((each for each in units if any(row[0] == each for row in rows)), units[0])
    years = dict(editions.values_list("pk", "year"))
    own = [key for key in years if any(row[1] == key for row in rows)]
    year = _YEAR.search(plain)
    of_year = [key for key in own or years if year and years[key] == int(year[0])]
    return MeantRanking(unit, next(iter(of_year or own or years), None), bool(of_year))


def find_longest(plain: str, names: dict):
    """What the longest of the names that the words hold stands for; None without one."""
    held = [name for name in names if f" {name} " in plain]
    return names[max(held, key=len)] if held else None
