"""The units of today that replaced those of before, all at once."""

from __future__ import annotations

from foundations.delivery.freshness import cache_until_change
from foundations.units.models import Succession, Unit


@cache_until_change
def get_living_successors() -> dict[int, set[int]]:
    """Keys of today's units that replaced each unit that is no more, also through others. Two queries."""
    following: dict[int, set[int]] = {}
    for old, new in Succession.objects.exclude(successor=None).values_list("predecessor", "successor"):
        following.setdefault(old, set()).add(new)
    living = {unit.pk for unit in Unit.objects.only("valid_from", "valid_to") if unit.is_current}
    return {old: _follow(old, following, {old}) & living for old in following if old not in living}


def _follow(old: int, following: dict[int, set[int]], seen: set[int]) -> set[int]:
    """All units that came of `old`; `seen` grows by them."""
    for new in following.get(old, set()) - seen:
        seen.add(new)
        _follow(new, following, seen)
    return seen
