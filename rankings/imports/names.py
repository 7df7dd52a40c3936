"""Which unit a table means by a name: folded, without "Tỉnh" or "TP." before it, or one it is also known by."""

from __future__ import annotations

import datetime
import difflib

from foundations.units.models import Unit
from foundations.vietnamese.folding import fold
from rankings.editions import KINDS, Edition

PREFIXES = sorted(
    [
        "uy ban nhan dan",
        "ubnd",
        "tinh",
        "thanh pho",
        "tp",
        "huyen",
        "thi xa",
        "tx",
        "xa",
        "phuong",
        "thi tran",
        "dac khu",
    ],
    key=len,
    reverse=True,
)
MAX_SUGGESTIONS = 3


def strip_kind(name: str) -> str:
    """The folded name without what says only its kind: `TP. Đà Nẵng` -> `da nang`."""
    folded = fold(name)
    for _again in range(2):  # "UBND tỉnh …"
        for prefix in PREFIXES:
            if folded.startswith(f"{prefix} "):
                folded = folded[len(prefix) + 1 :]
                break
    return folded


class NameMatcher:
    """Looks names up among the units an edition may rank; loads them once, in two queries.

    Only equal names count. Units that share one (before and after a merger) are told apart by the edition's year.
    """

    def __init__(self, edition: Edition):
        self.day = datetime.date(edition.year, 12, 31)
        self.by_name: dict[str, list[Unit]] = {}
        self.units = list(Unit.objects.filter(kind__in=KINDS[edition.scope]).prefetch_related("aliases"))
        for unit in self.units:
            names = [unit.name, unit.short_name, *(alias.name for alias in unit.aliases.all())]
            for key in {key for name in names for key in (fold(name), strip_kind(name)) if key}:
                self.by_name.setdefault(key, []).append(unit)

    def find(self, name: str) -> Unit | None:
        """The one unit of that name that existed at the end of the edition's year; None when none or more than one."""
        for key in (fold(name), strip_kind(name)):
            found = self.by_name.get(key, [])
            of_the_year = [unit for unit in found if unit.is_valid_on(self.day)] if len(found) > 1 else found
            if len(of_the_year) == 1:
                return of_the_year[0]
        return None

    def suggest(self, name: str) -> list[Unit]:
        """Units with names close to this one, nearest first."""
        close = difflib.get_close_matches(strip_kind(name), self.by_name, n=MAX_SUGGESTIONS * 2, cutoff=0.6)
        found = dict.fromkeys(unit for key in close for unit in self.by_name[key])
        return [unit for unit in found if unit.is_valid_on(self.day)][:MAX_SUGGESTIONS]
