"""Accounts of a rule: each publication counts for one unit and one period at most.

In a period, units that end come before their successors. A unit that ends keeps as many articles as it owes; the rest
pass to its only successor. A shortfall is filled from the days of grace after the period, oldest article first; such
an article no longer counts in its own month. Closed months stay as they were frozen.
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
    count_exempt_days,
    count_owed,
    find_bound_units,
    find_credited_unit,
)

AccountKey = tuple[int, int, Period]  # rule, unit, period


class PublicationShelf:
    """Publications that a rule accepts, by credited unit, oldest first. `taken` are keys already counted."""

    def __init__(self, rule: Rule, publications: Iterable[Publication], spans: Mapping[int, Span]):
        self._publications: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
        self.taken: set[int] = set()
        for publication in publications:
            if rule.accepts(publication):
                unit = find_credited_unit(publication.unit, publication.day, spans)
                self._publications[unit].append((publication.day, publication.key))
        for rows in self._publications.values():
            rows.sort()

    def find_between(self, unit: int, first: datetime.date, last: datetime.date) -> list[int]:
        """Keys of the unit's publications on these days that are not taken."""
        rows = self._publications.get(unit, [])
        found = rows[bisect_left(rows, (first,)) : bisect_right(rows, (last + DAY,))]
        return [key for _day, key in found if key not in self.taken]


class AccountMaker:
    """Makes accounts from rules and publications; holds units, exemptions and closed months."""

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
        """Whether the period's last month is closed."""
        return period.last in self._closed_ends

    def make_accounts(self, rule: Rule, publications: Iterable[Publication], window: Period) -> list[Account]:
        """Accounts of the rule for every period that overlaps `window`.

        With days of grace, counting starts with the rule's first period, since each period depends on the one before.
        """
        shelf = PublicationShelf(rule, publications, self.spans)
        shelf.taken.update(
            key for account in self.closed.values() if account.rule == rule.key for key in account.counted
        )
        units = find_bound_units(rule, self.spans)
        start = rule.first if rule.grace_days else max(rule.first, window.first)
        found = []
        for period in Period.from_day(start, rule.cycle).iterate_until(min(window.last, rule.last or window.last)):
            if self.is_closed(period):
                made = self._get_closed_accounts(rule, period, units, shelf)
            else:
                made = self._make_open_accounts(rule, period, units, shelf)
            if period.last >= window.first:
                found += made
        return found

    def _get_closed_accounts(
        self, rule: Rule, period: Period, units: list[Span], shelf: PublicationShelf
    ) -> list[Account]:
        """The frozen accounts of the period; publications recorded since then count as changes."""
        frozen = [self.closed[key] for span in units if (key := (rule.key, span.key, period)) in self.closed]
        first, last = max(period.first, rule.first), min(period.last, rule.last or period.last)
        return [
            replace(account, changes=account.changes + len(shelf.find_between(account.unit, first, last)))
            for account in frozen
        ]

    def _make_open_accounts(
        self, rule: Rule, period: Period, units: list[Span], shelf: PublicationShelf
    ) -> list[Account]:
        first, last = max(period.first, rule.first), min(period.last, rule.last or period.last)
        bound = [span for span in units if (span.first or first) <= last and (span.last or last) >= first]
        keys = {span.key for span in bound}
        passed_on: dict[int, list[int]] = defaultdict(list)
        found = []
        for span in bound:
            own = passed_on[span.key] + shelf.find_between(span.key, first, last)
            account = self._make_account(rule, period, span, (first, last))
            if span.last is not None and span.last < last and span.heir in keys:
                passed_on[span.heir] += own[account.owed :]
                own = own[: account.owed]
            late = shelf.find_between(span.key, last + DAY, account.deadline)[: max(0, account.owed - len(own))]
            shelf.taken.update(late)
            found.append(replace(account, counted=(*own, *late), borrowed=tuple(late)))
        return found

    def _make_account(
        self, rule: Rule, period: Period, span: Span, days: tuple[datetime.date, datetime.date]
    ) -> Account:
        """The unit's account with what it owes, without publications."""
        first, last = max(days[0], span.first or days[0]), min(days[1], span.last or days[1])
        exemptions = [
            each
            for each in self.exemptions.get(span.key, [])
            if each.rule in (None, rule.key) and each.first <= last and each.last >= first
        ]
        bound, excused = (last - first).days + 1, count_exempt_days(exemptions, first, last)
        grace = last + datetime.timedelta(days=rule.grace_days)
        deadline = last if last < days[1] else min(grace, span.last or grace)
        return Account(
            rule=rule.key,
            unit=span.key,
            period=period,
            owed=count_owed(rule.minimum, (first - period.first).days, bound - excused, period.days),
            counted=(),
            deadline=deadline,
            begins=first,
            bound_days=bound,
            exempt_days=excused,
            reasons=tuple(dict.fromkeys(each.reason for each in exemptions)),
        )
