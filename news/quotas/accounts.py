"""Accounts of a rule: publications are dealt out to units and periods, each to one of them at most.

In a period, units that end come before those that take over. A unit that ends keeps what it owes; the rest of its
articles pass to its only successor. What is still short is filled from the days of grace after the period, oldest
first; an article that filled a gap no longer counts in its own month. Closed months stand as they were frozen.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from news.quotas.periods import Period
from news.quotas.rules import (
    DAY,
    Account,
    Exemption,
    Publication,
    Rule,
    Span,
    bound_units,
    credited_unit,
    exempt_days,
    share,
)

AccountKey = tuple[int, int, Period]  # rule, unit, period


class Shelf:
    """The publications that a rule accepts, by the unit they are credited to, oldest first."""

    def __init__(self, rule: Rule, publications: Iterable[Publication], spans: Mapping[int, Span]):
        self._rows: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
        self.taken: set[int] = set()
        for publication in publications:
            if rule.accepts(publication):
                unit = credited_unit(publication.unit, publication.day, spans)
                self._rows[unit].append((publication.day, publication.key))
        for rows in self._rows.values():
            rows.sort()

    def between(self, unit: int, first: datetime.date, last: datetime.date) -> list[int]:
        """Keys of what the unit published on these days and no other account has taken."""
        rows = self._rows.get(unit, [])
        found = rows[bisect_left(rows, (first,)) : bisect_right(rows, (last + DAY,))]
        return [key for _day, key in found if key not in self.taken]


class Books:
    """What accounts are made from, besides the rule and its publications."""

    def __init__(
        self,
        spans: Mapping[int, Span],
        exemptions: Iterable[Exemption] = (),
        closed: Mapping[AccountKey, Account] | None = None,
        closed_months: Iterable[Period] = (),
    ):
        self.spans = spans
        self.closed = closed or {}
        self._closed_ends = {month.last for month in closed_months}
        self.exemptions: dict[int, list[Exemption]] = defaultdict(list)
        for exemption in exemptions:
            self.exemptions[exemption.unit].append(exemption)

    def is_closed(self, period: Period) -> bool:
        """Whether the month in which the period ends is closed, and with it the period."""
        return period.last in self._closed_ends

    def accounts(self, rule: Rule, publications: Iterable[Publication], window: Period) -> list[Account]:
        """Accounts of the rule for every period that ends in or after `window`'s first day and begins in it.

        With days of grace the reckoning starts with the rule, for each period leans on the one before.
        """
        shelf = Shelf(rule, publications, self.spans)
        shelf.taken.update(
            key for account in self.closed.values() if account.rule == rule.key for key in account.counted
        )
        units = bound_units(rule, self.spans)
        start = rule.first if rule.grace_days else max(rule.first, window.first)
        found = []
        for period in Period.containing(start, rule.cycle).until(min(window.last, rule.last or window.last)):
            if self.is_closed(period):
                made = self._as_closed(rule, period, units, shelf)
            else:
                made = self._of_period(rule, period, units, shelf)
            if period.last >= window.first:
                found += made
        return found

    def _as_closed(self, rule: Rule, period: Period, units: list[Span], shelf: Shelf) -> list[Account]:
        """The frozen accounts of the period; what has been recorded of it since is counted as a change."""
        frozen = [self.closed[key] for span in units if (key := (rule.key, span.key, period)) in self.closed]
        first, last = max(period.first, rule.first), min(period.last, rule.last or period.last)
        return [
            replace(account, changes=account.changes + len(shelf.between(account.unit, first, last)))
            for account in frozen
        ]

    def _of_period(self, rule: Rule, period: Period, units: list[Span], shelf: Shelf) -> list[Account]:
        first, last = max(period.first, rule.first), min(period.last, rule.last or period.last)
        bound = [span for span in units if (span.first or first) <= last and (span.last or last) >= first]
        keys = {span.key for span in bound}
        passed_on: dict[int, list[int]] = defaultdict(list)
        found = []
        for span in bound:
            own = passed_on[span.key] + shelf.between(span.key, first, last)
            account = self._account(rule, period, span, (first, last))
            if span.last is not None and span.last < last and span.heir in keys:
                passed_on[span.heir] += own[account.owed :]
                own = own[: account.owed]
            late = shelf.between(span.key, last + DAY, account.deadline)[: max(0, account.owed - len(own))]
            shelf.taken.update(late)
            found.append(replace(account, counted=(*own, *late), borrowed=tuple(late)))
        return found

    def _account(self, rule: Rule, period: Period, span: Span, days: tuple[datetime.date, datetime.date]) -> Account:
        """The account as it is owed, still without publications."""
        first, last = max(days[0], span.first or days[0]), min(days[1], span.last or days[1])
        exemptions = [
            each
            for each in self.exemptions.get(span.key, [])
            if each.rule in (None, rule.key) and each.first <= last and each.last >= first
        ]
        bound, excused = (last - first).days + 1, exempt_days(exemptions, first, last)
        grace = last + datetime.timedelta(days=rule.grace_days)
        deadline = last if last < days[1] else min(grace, span.last or grace)
        return Account(
            rule=rule.key,
            unit=span.key,
            period=period,
            owed=share(rule.minimum, (first - period.first).days, bound - excused, period.days),
            counted=(),
            deadline=deadline,
            begins=first,
            bound_days=bound,
            exempt_days=excused,
            reasons=tuple(dict.fromkeys(each.reason for each in exemptions)),
        )
