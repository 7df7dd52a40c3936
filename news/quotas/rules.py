"""What a unit owes and what counts: pure arithmetic on days and whole numbers, no database.

The share of a unit that exists, or is bound, for a part of a period is rounded on the running total: a unit bound from
day a to day b of D owes R(n·b/D) − R(n·a/D), R rounding halves down. So the parts of units that follow one another in
a period always add up to the whole: renaming an office on the 15th neither creates nor loses an article.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from news.quotas.periods import Cycle, Period

DAY = datetime.timedelta(days=1)
LONGEST_LINE = 10  # successions followed; the longest real chain found has 3


@dataclass(frozen=True)
class Span:
    """A unit as quotas see it: its kind, the days of its existence, and who alone stands in its place after them."""

    key: int
    kind: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    heir: int | None = None


@dataclass(frozen=True)
class Rule:
    """Who owes (a unit, a kind of unit, or all), what, how many, how often, and from when to when."""

    key: int
    minimum: int
    cycle: Cycle
    first: datetime.date
    last: datetime.date | None = None
    unit: int | None = None
    unit_kind: str = ""
    columns: tuple[str, ...] = ()  # paths in the page tree; empty: any column
    kinds: frozenset[str] = frozenset()  # empty: any kind
    counts_reposts: bool = False
    minimum_words: int = 0
    needs_picture: bool = False
    grace_days: int = 0

    def accepts(self, publication: Publication) -> bool:
        """Whether the publication is of the sort the rule asks for, whatever its day and unit."""
        return (
            (not self.kinds or publication.kind in self.kinds)
            and (not self.columns or publication.column.startswith(self.columns))
            and (self.counts_reposts or not publication.is_repost)
            and publication.words >= self.minimum_words
            and (publication.has_picture or not self.needs_picture)
        )


@dataclass(frozen=True)
class Publication:
    """The first publication of an article: by which unit, on which local day, in which column."""

    key: int
    unit: int
    day: datetime.date
    column: str = ""
    kind: str = "tin"
    is_repost: bool = False
    words: int = 0
    has_picture: bool = False


@dataclass(frozen=True)
class Exemption:
    """Days on which a unit owes nothing, under one rule or (None) under all."""

    unit: int
    first: datetime.date
    last: datetime.date
    reason: str = ""
    rule: int | None = None


@dataclass(frozen=True)
class Account:
    """One unit under one rule in one period: what it owes and the publications that count towards it."""

    rule: int
    unit: int
    period: Period
    owed: int
    counted: tuple[int, ...]  # keys of publications, oldest first
    deadline: datetime.date  # the last day on which a publication still counts
    begins: datetime.date
    bound_days: int  # days of the period on which the rule binds the unit
    exempt_days: int = 0
    reasons: tuple[str, ...] = ()
    borrowed: tuple[int, ...] = ()  # those of `counted` that came in the days of grace
    closed: bool = False  # frozen: as it was when the month was closed
    changes: int = 0  # articles that changed after the closing
    coming: int = 0  # scheduled articles that will count

    @property
    def done(self) -> int:
        return len(self.counted)


class Standing(StrEnum):
    """Where an account stands."""

    EXEMPT = "exempt"
    EXCEEDED = "exceeded"
    MET = "met"
    DUE = "due"
    MISSED = "missed"
    FUTURE = "future"


def standing(account: Account, today: datetime.date) -> Standing:
    """Where the account stands on `today`; the days left are `days_left`."""
    if account.owed == 0:
        return Standing.EXEMPT
    if account.done > account.owed:
        return Standing.EXCEEDED
    if account.done == account.owed:
        return Standing.MET
    if today < account.begins:
        return Standing.FUTURE
    return Standing.MISSED if account.closed or today > account.deadline else Standing.DUE


def days_left(account: Account, today: datetime.date) -> int:
    """Whole days after `today` up to the deadline; 0 on the last day, below 0 afterwards."""
    return (account.deadline - today).days


def share(minimum: int, before: int, bound: int, days: int) -> int:
    """What is owed for `bound` days after `before` days of a period of `days`: R(n·(a+l)/D) − R(n·a/D)."""
    return _half_down(minimum * (before + bound), days) - _half_down(minimum * before, days)


def _half_down(numerator: int, denominator: int) -> int:
    """numerator / denominator rounded to the nearest whole number, halves down; in whole numbers only."""
    return (2 * numerator + denominator - 1) // (2 * denominator)


def exempt_days(exemptions: list[Exemption], first: datetime.date, last: datetime.date) -> int:
    """Days from `first` to `last` that at least one of the exemptions covers."""
    total, reached = 0, first
    for exemption in sorted(exemptions, key=lambda each: each.first):
        begin, end = max(exemption.first, reached), min(exemption.last, last)
        if begin <= end:
            total += (end - begin).days + 1
            reached = end + DAY
    return total


def credited_unit(unit: int, day: datetime.date, spans: Mapping[int, Span]) -> int:
    """Whom an article posted by `unit` on `day` is credited to: after the unit's last day, to its only successor."""
    for _step in range(LONGEST_LINE):
        span = spans.get(unit)
        if span is None or span.last is None or day <= span.last or span.heir is None:
            break
        unit = span.heir
    return unit


def bound_units(rule: Rule, spans: Mapping[int, Span]) -> list[Span]:
    """The units that the rule binds, those that end first before those that take over.

    A rule for one unit passes to its only successor; a rule for a kind binds whoever is of that kind.
    """
    if rule.unit is None:
        found = [span for span in spans.values() if not rule.unit_kind or span.kind == rule.unit_kind]
    else:
        found, key = [], rule.unit
        while key in spans and spans[key] not in found and len(found) < LONGEST_LINE:
            found.append(spans[key])
            key = spans[key].heir
    return sorted(found, key=lambda span: (span.last or datetime.date.max, span.key))
