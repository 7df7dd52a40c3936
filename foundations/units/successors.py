"""The units of today that replaced those of before, all at once."""

from __future__ import annotations

import re

from foundations.delivery.freshness import cache_until_change
from foundations.units.models import Succession, Unit
from foundations.vietnamese.folding import fold

MAX_CALLED_ALIKE = 5  # "Ủy ban nhân dân" is the name of more
OF_PROVINCE = re.compile(r" (?=tinh |thanh pho )")  # in "so noi vu tinh kon tum", but "tinh kon tum" has no head


@cache_until_change
def get_living_successors() -> dict[int, set[int]]:
    """Keys of today's units that replaced each unit that is no more, also through others. Two queries."""
    following: dict[int, set[int]] = {}
    for old, new in Succession.objects.exclude(successor=None).values_list("predecessor", "successor"):
        following.setdefault(old, set()).add(new)
    living = {unit.pk for unit in Unit.objects.only("valid_from", "valid_to") if unit.is_current}
    return {old: _follow(old, following, {old}) & living for old in following if old not in living}


@cache_until_change
def _get_keys_by_name() -> dict[str, list[int]]:
    """Keys of units, today's first, by each name, folded: also without the province, short, and aliases."""
    found: dict[str, list[int]] = {}
    for unit in sorted(Unit.objects.prefetch_related("aliases"), key=lambda each: not each.is_current):
        names = {fold(name) for name in (unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all()))}
        for name in names | {head for name in names if (head := OF_PROVINCE.split(name)[0])} - {""}:
            found.setdefault(name, []).append(unit.pk)
    return found


def find_units_called(text: str) -> list[int]:
    """Keys of today's units of which the text is a name, and of those that replaced one of that name."""
    known = _get_keys_by_name().get(fold(text), [])[:MAX_CALLED_ALIKE]
    successors = get_living_successors()
    living = [key for key in known if key not in successors]
    living += [new for key in known for new in sorted(successors.get(key, ()))]
    return list(dict.fromkeys(living))


def _follow(old: int, following: dict[int, set[int]], seen: set[int]) -> set[int]:
    """All units that came of `old`; `seen` grows by them."""
    for new in following.get(old, set()) - seen:
        seen.add(new)
        _follow(new, following, seen)
    return seen
