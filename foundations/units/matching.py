"""Finding the unit that a document or an old site means by a name."""

from __future__ import annotations

from urllib.parse import urlsplit

from foundations.units.models import Unit
from foundations.vietnamese.folding import fold


class UnitMatcher:
    """Looks names and web addresses up among all units; loads them once, in two queries.

    Only exact matches of folded names, short names and aliases count: a wrong guess would be worse than none.
    A name that several units carry (before and after a reorganisation) is decided by the day, where one is given.
    """

    def __init__(self):
        self._by_name: dict[str, list[Unit]] = {}
        self._by_host: dict[str, Unit] = {}
        for unit in Unit.objects.prefetch_related("aliases"):
            names = {fold(unit.name), fold(unit.short_name), *(fold(alias.name) for alias in unit.aliases.all())}
            for name in names - {""}:
                self._by_name.setdefault(name, []).append(unit)
            if host := host_of(unit.website):
                self._by_host.setdefault(host, unit)

    def by_name(self, name: str, day=None) -> Unit | None:
        """The one unit of that name (on that day), or None when there is none or more than one."""
        found = self._by_name.get(fold(name), [])
        if len(found) > 1 and day is not None:
            found = [unit for unit in found if unit.is_valid_on(day)]
        return found[0] if len(found) == 1 else None

    def by_address(self, address: str) -> Unit | None:
        """The unit whose own website has the host of `address`."""
        return self._by_host.get(host_of(address))  # an empty host is never a key


def host_of(address: str) -> str:
    """The host of a web address, without `www.`; empty when there is none or the address is broken."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
