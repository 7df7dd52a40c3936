"""Quotas as pure arithmetic: what must hold whatever the numbers."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from news.quotas.accounts import AccountMaker
from news.quotas.frozen import build_row, parse_row
from news.quotas.periods import Cycle, Period
from news.quotas.rules import Publication, Rule, Span, count_owed

DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2026, 12, 31))
PUBLICATIONS = st.lists(st.tuples(st.integers(1, 3), DAYS), max_size=40).map(
    lambda rows: [Publication(key, unit, when) for key, (unit, when) in enumerate(rows)]
)
RULES = st.builds(
    Rule,
    key=st.just(1),
    minimum=st.integers(1, 12),
    cycle=st.sampled_from(Cycle),
    first=DAYS,
    grace_days=st.integers(0, 31),
)
WINDOW = Period(datetime.date(2023, 1, 1), datetime.date(2026, 12, 31))


def a_line_of_units(cuts: list[datetime.date]) -> dict[int, Span]:
    """Units that follow one another on these days, each the only successor of the one before."""
    firsts = [None, *sorted(set(cuts))]
    lasts = [first - datetime.timedelta(days=1) for first in firsts[1:]] + [None]
    return {
        key: Span(key, "", first, last, key + 1 if last else None)
        for key, (first, last) in enumerate(zip(firsts, lasts, strict=True), start=1)
    }


@given(RULES, PUBLICATIONS, st.lists(DAYS, max_size=2))
@settings(max_examples=150)
def test_no_article_counts_twice_under_one_rule(rule, posts, cuts):
    accounts = AccountMaker(a_line_of_units(cuts)).make_accounts(rule, posts, WINDOW)
    counted = [key for account in accounts for key in account.counted]
    assert len(counted) == len(set(counted))


@given(st.integers(1, 30), DAYS, st.lists(DAYS, max_size=4), st.sampled_from(Cycle))
@settings(max_examples=200)
def test_units_that_follow_one_another_owe_the_whole_together(minimum, within, cuts, cycle):
    rule = Rule(1, minimum, cycle, datetime.date(2020, 1, 1))
    period = Period.from_day(within, cycle)
    accounts = AccountMaker(a_line_of_units(cuts)).make_accounts(rule, [], period)
    assert sum(account.owed for account in accounts) == minimum


@given(RULES, PUBLICATIONS, DAYS)
@settings(max_examples=150)
def test_one_article_more_never_makes_less(rule, posts, when):
    books = AccountMaker({1: Span(1), 2: Span(2), 3: Span(3)})
    before = sum(min(each.done, each.owed) for each in books.make_accounts(rule, posts, WINDOW))
    more = [*posts, Publication(999, 1, when)]
    assert sum(min(each.done, each.owed) for each in books.make_accounts(rule, more, WINDOW)) >= before


@given(st.integers(1, 50), st.integers(28, 366), st.data())
def test_a_share_is_never_below_nothing_nor_above_the_whole(minimum, days, data):
    bound = data.draw(st.integers(0, days))
    before = data.draw(st.integers(0, days - bound))
    assert 0 <= count_owed(minimum, before, bound, days) <= minimum
    assert count_owed(minimum, 0, days, days) == minimum


@given(RULES, PUBLICATIONS, st.lists(DAYS, max_size=2))
@settings(max_examples=50)
def test_a_closed_account_is_read_back_as_it_was_written(rule, posts, cuts):
    for account in AccountMaker(a_line_of_units(cuts)).make_accounts(rule, posts, WINDOW):
        assert parse_row(build_row(account)) == replace(account, closed=True)


@given(RULES, PUBLICATIONS, st.integers(0, 47))
@settings(max_examples=100)
def test_a_month_says_the_same_alone_and_among_others(rule, posts, month):
    books = AccountMaker({1: Span(1), 2: Span(2), 3: Span(3)})
    period = Period.from_month(2023 + month // 12, month % 12 + 1, Cycle.MONTH)
    alone = books.make_accounts(rule, posts, period)
    among = {(each.unit, each.period): each for each in books.make_accounts(rule, posts, WINDOW)}
    assert all(among[each.unit, each.period] == each for each in alone)
