"""What a unit owes and what counts: integer arithmetic on days, without a database.

A unit bound for a part of a period owes a share, rounded on the running total: from day a to day b of D it owes
R(n·b/D) − R(n·a/D), where R rounds halves down. So the shares of successive units always add up to the whole:
renaming an office on the 15th neither creates nor loses an article.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from news.quotas.periods import Cycle, Period

DAY = datetime.timedelta(days=1)
MAX_SUCCESSIONS = 10  # the longest real chain has 3


@dataclass(frozen=True)
class Span:
    """A unit's kind, first and last day (None: open), and its only successor (`heir`)."""

    key: int
    kind: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    heir: int | None = None


@dataclass(frozen=True)
class Rule:
    """Who owes (a unit, a kind of unit, or all) how many articles of what kind, how often, from when to when."""

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
        """Whether the publication meets the rule's criteria, regardless of its day and unit."""
        return (
            (not self.kinds or publication.kind in self.kinds)
            and (not self.columns or publication.column.startswith(self.columns))
            and (self.counts_reposts or not publication.is_repost)
            and publication.words >= self.minimum_words
            and (publication.has_picture or not self.needs_picture)
        )


@dataclass(frozen=True)
class Publication:
    """The first publication of an article; `column` is a tree path, `day` a local date."""

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
    closed: bool = False  # frozen with a closed month
    changes: int = 0  # articles changed after the closing
    coming: int = 0  # scheduled articles that will count

    @property
    def done(self) -> int:
        return len(self.counted)


class Standing(StrEnum):
    """Result of an account."""

    EXEMPT = "exempt"
    EXCEEDED = "exceeded"
    MET = "met"
    DUE = "due"
    MISSED = "missed"
    FUTURE = "future"


def find_standing(account: Account, today: datetime.date) -> Standing:
    """The account's standing on `today`."""
    if account.owed == 0:
        return Standing.EXEMPT
    if account.done > account.owed:
        return Standing.EXCEEDED
    if account.done == account.owed:
        return Standing.MET
    if today < account.begins:
        return Standing.FUTURE
    return Standing.MISSED if account.closed or today > account.deadline else Standing.DUE


def count_days_left(account: Account, today: datetime.date) -> int:
    """Days from `today` to the deadline; 0 on the last day, negative afterwards."""
    return (account.deadline - today).days


def count_owed(minimum: int, before: int, bound: int, days: int) -> int:
    """The share of `minimum` for `bound` days that follow `before` days, in a period of `days`."""
    return _divide_half_down(minimum * (before + bound), days) - _divide_half_down(minimum * before, days)


def _divide_half_down(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest integer, halves down, without floats."""
    return (2 * numerator + denominator - 1) // (2 * denominator)


def count_exempt_days(exemptions: list[Exemption], first: datetime.date, last: datetime.date) -> int:
    """Days from `first` to `last` covered by at least one exemption."""
    total, reached = 0, first
    for exemption in sorted(exemptions, key=lambda each: each.first):
        begin, end = max(exemption.first, reached), min(exemption.last, last)
        if begin <= end:
            total += (end - begin).days + 1
            reached = end + DAY
    return total


def find_credited_unit(unit: int, day: datetime.date, spans: Mapping[int, Span]) -> int:
    """The unit credited for an article of `unit` on `day`: after its last day, its only successor."""
    for _step in range(MAX_SUCCESSIONS):
        span = spans.get(unit)
        if span is None or span.last is None or day <= span.last or span.heir is None:
            break
        unit = span.heir
    return unit


def find_bound_units(rule: Rule, spans: Mapping[int, Span]) -> list[Span]:
    """The units that the rule binds, sorted by last day, so that predecessors come first.

    A rule for one unit passes to its only successor; a rule for a kind binds every unit of that kind.
    """
    if rule.unit is None:
        found = [span for span in spans.values() if not rule.unit_kind or span.kind == rule.unit_kind]
    else:
        found, key = [], rule.unit
        while key in spans and spans[key] not in found and len(found) < MAX_SUCCESSIONS:
            found.append(spans[key])
            key = spans[key].heir
    return sorted(found, key=lambda span: (span.last or datetime.date.max, span.key))
