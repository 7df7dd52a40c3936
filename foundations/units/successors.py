"""The units of today that replaced those of before, all at once."""

from __future__ import annotations

import re

from django.utils import timezone

from foundations.delivery.freshness import cache_until_change
from foundations.units.models import Succession, Unit
from foundations.vietnamese.folding import fold

MIN_NAME_LENGTH = 2  # letters
MAX_HOLDING = 100  # units whose names hold the text
MAX_CALLED_ALIKE = 3
OF_PROVINCE = re.compile(r" (?=tinh |thanh pho )")  # in "so noi vu tinh kon tum", but "tinh kon tum" has no head


@cache_until_change
def get_living_successors() -> dict[int, set[int]]:
    """Keys of today's units that replaced each unit that is no more, also through others. Two queries."""
    following: dict[int, set[int]] = {}
    for old, new in Succession.objects.exclude(successor=None).values_list("predecessor", "successor"):
        following.setdefault(old, set()).add(new)
    living = set(Unit.objects.valid_on(timezone.localdate()).order_by().values_list("pk", flat=True))
    return {old: _follow(old, following, {old}) & living for old in following if old not in living}


def find_units_called(text: str) -> list[int]:
    """Keys of today's units of which the text is a name, and of those that replaced one of that name.

    A name is the whole one, the one without the province, the short one, an alias. One query, three if there are any.
    """
    name = fold(text)
    if len(name) < MIN_NAME_LENGTH:
        return []
    holding = Unit.objects.filter(folded__contains=name).prefetch_related("aliases").order_by("pk")[:MAX_HOLDING]
    known = [unit.pk for unit in holding if name in get_names(unit)]
    successors = get_living_successors() if known else {}
    living = [key for key in known if key not in successors]
    living += [new for key in known for new in sorted(successors.get(key, ()))]
    return list(dict.fromkeys(living))[:MAX_CALLED_ALIKE]


def get_names(unit: Unit) -> set[str]:
    """All names of a unit, folded, and the first part of those that name the province."""
    names = {fold(name) for name in (unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all()))}
    return names | {OF_PROVINCE.split(name)[0] for name in names}


def _follow(old: int, following: dict[int, set[int]], seen: set[int]) -> set[int]:
    """All units that came of `old`; `seen` grows by them."""
    for new in following.get(old, set()) - seen:
        seen.add(new)
        _follow(new, following, seen)
    return seen
