"""Quotas as pure arithmetic: a table worked by hand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

import pytest

from news.quotas.accounts import AccountMaker
from news.quotas.frozen import build_row, parse_row
from news.quotas.periods import Cycle, Period
from news.quotas.rules import Exemption, Publication, Rule, Span, Standing, count_days_left, find_standing

DEPARTMENT, OFFICE, MERGED = 1, 2, 3
COLUMN, DESK, OTHER_COLUMN = "000100010001", "0001000100010002", "000100010003"


def day(text: str) -> datetime.date:
    """`0311` is 3 November 2026; `20240229` names its year."""
    text = text if len(text) == 8 else f"2026{text[2:]}{text[:2]}"
    return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))


def monthly(**fields) -> Rule:
    return Rule(**{"key": 1, "minimum": 1, "cycle": Cycle.MONTH, "first": datetime.date(2020, 1, 1), **fields})


def posted(*days: str, unit=DEPARTMENT, start=1, **fields) -> list[Publication]:
    return [Publication(start + number, unit, day(each), **fields) for number, each in enumerate(days)]


@dataclass
class Case:
    """One account as a clerk would work it out: what is owed, done and said of it on a day."""

    says: str
    expected: tuple  # owed, done, standing
    rule: Rule = field(default_factory=monthly)
    posts: list[Publication] = field(default_factory=list)
    period: str = "2026-11"
    today: str = "2111"
    spans: tuple[Span, ...] = (Span(DEPARTMENT, "department"),)
    exemptions: tuple[Exemption, ...] = ()
    unit: int = DEPARTMENT


RENAMED_15 = (
    Span(DEPARTMENT, "department", None, day("1411"), MERGED),
    Span(MERGED, "department", day("1511")),
)
RENAMED_16 = (
    Span(DEPARTMENT, "department", None, day("1511"), MERGED),
    Span(MERGED, "department", day("1611")),
)
TWO_INTO_ONE = (
    Span(DEPARTMENT, "department", None, day("1411"), MERGED),
    Span(OFFICE, "department", None, day("1411"), MERGED),
    Span(MERGED, "department", day("1511")),
)
SPLIT = (Span(DEPARTMENT, "department", None, day("1411")), Span(MERGED, "department", day("1511")))
DISSOLVED = (Span(DEPARTMENT, "department", None, day("2011")),)
ONLY_FEBRUARY = (Span(DEPARTMENT, "department", day("20240215")),)
LEAVE = Exemption(DEPARTMENT, day("0111"), day("3011"), "Trang nâng cấp")
HALF_LEAVE = Exemption(DEPARTMENT, day("0111"), day("1511"), "Trang nâng cấp")
SHORT_LEAVE = Exemption(DEPARTMENT, day("1111"), day("1511"), "Mất điện")

CASES = [
    Case("nothing yet, nine days before the end", (1, 0, Standing.DUE)),
    Case("nothing on the last day", (1, 0, Standing.DUE), today="3011"),
    Case("nothing when the month is over", (1, 0, Standing.MISSED), today="0112"),
    Case("the month has not begun", (1, 0, Standing.FUTURE), today="3110"),
    Case("one is enough", (1, 1, Standing.MET), posts=posted("0111")),
    Case("one on the last day is enough", (1, 1, Standing.MET), posts=posted("3011"), today="0112"),
    Case("two are more than enough", (1, 2, Standing.EXCEEDED), posts=posted("0111", "0211")),
    Case("the day before the month is another month's", (1, 0, Standing.DUE), posts=posted("3110")),
    Case("the day after the month is another month's", (1, 0, Standing.MISSED), posts=posted("0112"), today="0212"),
    Case("another unit's article", (1, 0, Standing.DUE), posts=posted("0111", unit=OFFICE)),
    Case(
        "29 February of a leap year",
        (1, 1, Standing.MET),
        posts=posted("20240229"),
        period="2024-02",
        today="20240301",
    ),
    Case(
        "a unit founded on 15 February 2024 is bound for 15 of 29 days: more than half",
        (1, 0, Standing.MISSED),
        period="2024-02",
        today="20240301",
        spans=ONLY_FEBRUARY,
    ),
    Case(
        "founded on 16 February 2024 it is bound for 14 of 29 days: less than half",
        (0, 0, Standing.EXEMPT),
        period="2024-02",
        today="20240301",
        spans=(Span(DEPARTMENT, "department", day("20240216")),),
    ),
    Case("a repost does not count", (1, 0, Standing.DUE), posts=posted("0111", is_repost=True)),
    Case(
        "a repost counts where the rule says so",
        (1, 1, Standing.MET),
        rule=monthly(counts_reposts=True),
        posts=posted("0111", is_repost=True),
    ),
    Case(
        "a notice is no article",
        (1, 0, Standing.DUE),
        rule=monthly(kinds=frozenset({"tin", "bai"})),
        posts=posted("0111", kind="thong_bao"),
    ),
    Case("a desk below the column", (1, 1, Standing.MET), monthly(columns=(COLUMN,)), posted("0111", column=DESK)),
    Case("another column", (1, 0, Standing.DUE), monthly(columns=(COLUMN,)), posted("0111", column=OTHER_COLUMN)),
    Case("299 words of 300", (1, 0, Standing.DUE), monthly(minimum_words=300), posted("0111", words=299)),
    Case("300 words of 300", (1, 1, Standing.MET), monthly(minimum_words=300), posted("0111", words=300)),
    Case("no picture where one is asked for", (1, 0, Standing.DUE), monthly(needs_picture=True), posted("0111")),
    Case("excused all month", (0, 0, Standing.EXEMPT), exemptions=(LEAVE,)),
    Case("excused for 15 of 30 days: half of one is none", (0, 0, Standing.EXEMPT), exemptions=(HALF_LEAVE,)),
    Case("excused for 5 of 30 days: five sixths of one is one", (1, 0, Standing.DUE), exemptions=(SHORT_LEAVE,)),
    Case(
        "excused for 15 of 30 days of four articles",
        (2, 0, Standing.DUE),
        rule=monthly(minimum=4),
        exemptions=(HALF_LEAVE, replace(HALF_LEAVE, last=day("0511"))),
    ),
    Case("excused under another rule", (1, 0, Standing.DUE), exemptions=(replace(LEAVE, rule=9),)),
    Case("renamed on the 15th: the old name owes 14/30", (0, 0, Standing.EXEMPT), spans=RENAMED_15),
    Case("renamed on the 15th: the new name owes 16/30", (1, 0, Standing.DUE), spans=RENAMED_15, unit=MERGED),
    Case(
        "renamed on the 15th: what the old name published passes on",
        (1, 1, Standing.MET),
        posts=posted("0311"),
        spans=RENAMED_15,
        unit=MERGED,
    ),
    Case("renamed on the 16th: half, and half goes on", (0, 0, Standing.EXEMPT), spans=RENAMED_16),
    Case("renamed on the 16th: the new name owes the whole", (1, 0, Standing.DUE), spans=RENAMED_16, unit=MERGED),
    Case(
        "merged on the 15th: each of three articles counts once",
        (1, 3, Standing.EXCEEDED),
        posts=posted("0311") + posted("0411", unit=OFFICE, start=8) + posted("1611", unit=MERGED, start=9),
        spans=TWO_INTO_ONE,
        unit=MERGED,
    ),
    Case(
        "posted under the old name after the merger: the new unit's",
        (1, 1, Standing.MET),
        posts=posted("1811"),
        spans=TWO_INTO_ONE,
        unit=MERGED,
    ),
    Case(
        "split on the 15th: nobody takes over what was published",
        (1, 0, Standing.DUE),
        posts=posted("0311"),
        spans=SPLIT,
        unit=MERGED,
    ),
    Case("dissolved on the 20th, owed by then", (1, 0, Standing.MISSED), spans=DISSOLVED, today="2111"),
    Case(
        "a rule for one unit passes to its successor",
        (1, 0, Standing.DUE),
        rule=monthly(unit=DEPARTMENT),
        spans=RENAMED_15,
        unit=MERGED,
    ),
    Case(
        "a rule that begins on the 10th asks for 21/30",
        (1, 0, Standing.DUE),
        rule=monthly(first=day("1011")),
        posts=posted("0911"),
    ),
    Case(
        "three a quarter",
        (3, 2, Standing.DUE),
        rule=monthly(minimum=3, cycle=Cycle.QUARTER),
        posts=posted("0110", "0111"),
        period="2026-Q4",
    ),
    Case(
        "twelve a year, dissolved on 30 June: 181/365 of twelve",
        (6, 0, Standing.MISSED),
        rule=monthly(minimum=12, cycle=Cycle.YEAR),
        period="2026",
        spans=(Span(DEPARTMENT, "department", None, day("3006")),),
    ),
    Case(
        "three days of grace fill the gap",
        (1, 1, Standing.MET),
        rule=monthly(grace_days=3),
        posts=posted("0312"),
        today="0412",
    ),
    Case(
        "within the grace there is still time",
        (1, 0, Standing.DUE),
        rule=monthly(grace_days=3),
        today="0212",
    ),
    Case(
        "what filled November's gap is not December's",
        (1, 0, Standing.DUE),
        rule=monthly(grace_days=3, first=day("0111")),
        posts=posted("0312"),
        period="2026-12",
        today="0412",
    ),
    Case(
        "grace takes no more than is short",
        (1, 1, Standing.MET),
        rule=monthly(grace_days=3, first=day("0111")),
        posts=posted("0212", "0312"),
        period="2026-12",
        today="0412",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_worked_by_hand(case):
    period = Period.parse(case.period)
    books = AccountMaker({span.key: span for span in case.spans}, case.exemptions)
    accounts = books.make_accounts(case.rule, case.posts, period)
    found = next(account for account in accounts if account.unit == case.unit and account.period == period)
    assert (found.owed, found.done, find_standing(found, day(case.today))) == case.expected


def test_days_are_counted_to_the_end_of_the_month():
    [account] = AccountMaker({1: Span(1)}).make_accounts(monthly(), [], Period.parse("2026-11"))
    assert [count_days_left(account, day(each)) for each in ("2111", "3011", "0112")] == [9, 0, -1]


def test_two_rules_bind_one_unit_and_each_counts_for_itself():
    books = AccountMaker({1: Span(1, "department")})
    posts = posted("0311", kind="tin") + posted("0411", kind="bai", start=2)
    any_kind, features = monthly(), monthly(key=2, kinds=frozenset({"bai"}), minimum=2)
    accounts = [books.make_accounts(rule, posts, Period.parse("2026-11"))[0] for rule in (any_kind, features)]
    assert [(account.owed, account.counted) for account in accounts] == [(1, (1, 2)), (2, (2,))]


def test_a_unit_outside_the_period_has_no_account():
    books = AccountMaker({1: Span(1, "", None, day("3110")), 2: Span(2, "", day("0112"))})
    assert books.make_accounts(monthly(), [], Period.parse("2026-11")) == []


def test_a_closed_month_stands_and_what_it_borrowed_stays_borrowed():
    rule, november = monthly(grace_days=3, first=day("0111")), Period.parse("2026-11")
    [open_account] = AccountMaker({1: Span(1)}).make_accounts(rule, posted("0112"), november)
    closed = {(1, 1, november): parse_row(build_row(open_account))}
    books = AccountMaker({1: Span(1)}, closed=closed, closed_months=[november])
    later = posted("0112") + posted("2011", start=7)
    accounts = books.make_accounts(rule, later, Period(november.first, day("3112")))
    assert [(account.period.code, account.done, account.changes) for account in accounts] == [
        ("2026-11", 1, 1),
        ("2026-12", 0, 0),
    ]


@pytest.mark.parametrize("text", ["2026-11", "2026-Q4", "2026-H2", "2026", "2024-02"])
def test_a_period_is_read_as_it_is_written(text):
    assert Period.parse(text).code == text


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-H3", "1899", "2026-1", "2026-11-01", "٢٠٢٦"])
def test_what_is_no_period_is_none(text):
    assert Period.parse(text) is None
