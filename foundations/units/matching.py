"""Finds units by the names and addresses in documents and old sites."""

from __future__ import annotations

from urllib.parse import urlsplit

from foundations.units.models import Unit
from foundations.vietnamese.folding import fold


class UnitMatcher:
    """Looks up names and web addresses among all units, loaded once with two queries.

    Only exact matches of folded names, short names and aliases count, as a wrong unit is worse than none. If several
    units have the same name (before and after a reorganisation), the day decides.
    """

    def __init__(self):
        self._by_name: dict[str, list[Unit]] = {}
        self._by_host: dict[str, Unit] = {}
        for unit in Unit.objects.prefetch_related("aliases"):
            names = {fold(unit.name), fold(unit.short_name), *(fold(alias.name) for alias in unit.aliases.all())}
            for name in names - {""}:
                self._by_name.setdefault(name, []).append(unit)
            if host := get_host(unit.website):
                self._by_host.setdefault(host, unit)

    def find_by_name(self, name: str, day=None) -> Unit | None:
        """The unit with that name (on that day); None if there is none or more than one."""
        found = self._by_name.get(fold(name), [])
        if len(found) > 1 and day is not None:
            found = [unit for unit in found if unit.is_valid_on(day)]
        return found[0] if len(found) == 1 else None

    def find_by_address(self, address: str) -> Unit | None:
        """The unit whose website has the host of `address`; None if there is none."""
        return self._by_host.get(get_host(address))  # an empty host is never a key


def get_host(address: str) -> str:
    """The host of a web address, without `www.`; empty if there is none or the address is invalid."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
