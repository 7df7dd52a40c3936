"""Unit × month: a ledger laid out as a table, for the board's report, the public page, print and Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from news.quotas.counting import Ledger, NamedRule, NamedUnit, open_ledger
from news.quotas.periods import Cycle, Period
from news.quotas.rules import Account, Standing
from news.quotas.wording import amount, notes, standing_words

EARLIEST, LATEST = 1900, 2999


@dataclass(frozen=True)
class Cell:
    """One period of a row; `account` is None where the rule does not bind the unit."""

    period: Period
    account: Account | None = None
    standing: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One unit under one rule over a year."""

    unit: NamedUnit
    rule: NamedRule
    cells: list[Cell]

    @property
    def owed(self) -> int:
        return sum(cell.account.owed for cell in self.cells if cell.account)

    @property
    def done(self) -> int:
        return sum(cell.account.done for cell in self.cells if cell.account)


@dataclass(frozen=True)
class Section:
    """A rule's table: its periods of the year, and a row for each unit that it binds in one of them."""

    rule: NamedRule
    amount: str
    periods: list[Period]
    rows: list[Row]


def year_of(text: str, default: int) -> int:
    """The year that `text` writes, or `default`."""
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    return int(text) if is_year and EARLIEST <= int(text) <= LATEST else default


def open_year(year: int, today=None) -> Ledger:
    """The ledger of a calendar year."""
    return open_ledger(Period.starting(year, 1, Cycle.YEAR), today)


def rows_of(ledger: Ledger, *, units=None, rule: int | None = None, standing: str = "") -> list[Row]:
    """Rows by unit, then by rule. `standing` keeps rows with at least one such cell; `units` holds primary keys."""
    accounts = {(account.unit, account.rule, account.period): account for account in ledger.accounts}
    pairs = {(account.unit, account.rule) for account in ledger.accounts}
    rows = []
    for unit in ledger.units.values():
        for key, named in ledger.rules.items():
            wanted = (units is None or unit.key in units) and (rule is None or key == rule)
            if not wanted or (unit.key, key) not in pairs:
                continue
            cells = [_cell(ledger, period, accounts.get((unit.key, key, period))) for period in periods(ledger, named)]
            if not standing or any(cell.standing == standing for cell in cells):
                rows.append(Row(unit, named, cells))
    return rows


def periods(ledger: Ledger, named: NamedRule) -> Iterator[Period]:
    """The periods of the rule's cycle in the ledger's year."""
    return Period.containing(ledger.window.first, named.rule.cycle).until(ledger.window.last)


def _cell(ledger: Ledger, period: Period, account: Account | None) -> Cell:
    if account is None:
        return Cell(period)
    words = standing_words(account, ledger.today)
    return Cell(period, account, ledger.standing(account).value, words, tuple(notes(account)))


def sections_of(ledger: Ledger, rows: list[Row]) -> list[Section]:
    """The rows by rule, in the order of the rules; rules without a row are left out."""
    of_rule: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        of_rule[row.rule.rule.key].append(row)
    return [
        Section(named, amount(named.rule), list(periods(ledger, named)), of_rule[key])
        for key, named in ledger.rules.items()
        if of_rule[key]
    ]


def tally(ledger: Ledger, accounts: list[Account]) -> dict[str, int]:
    """How many of the accounts stand where, by standing; those met and exceeded also together as `reached`."""
    found = {each.value: 0 for each in Standing}
    for account in accounts:
        found[ledger.standing(account).value] += 1
    return {**found, "reached": found["met"] + found["exceeded"]}
