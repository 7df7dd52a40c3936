"""The ledger as a table of units by periods, for the report, the public page, print and Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from news.quotas.counting import Ledger, NamedRule, NamedUnit, build_ledger
from news.quotas.periods import Cycle, Period
from news.quotas.rules import Account, Standing
from news.quotas.wording import describe_amount, describe_standing, get_notes

MIN_YEAR, MAX_YEAR = 1900, 2999


@dataclass(frozen=True)
class MatrixCell:
    """One period of a row; `account` is None if the rule does not bind the unit."""

    period: Period
    account: Account | None = None
    standing: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatrixRow:
    """One unit under one rule over a year."""

    unit: NamedUnit
    rule: NamedRule
    cells: list[MatrixCell]

    @property
    def owed(self) -> int:
        return sum(cell.account.owed for cell in self.cells if cell.account)

    @property
    def done(self) -> int:
        return sum(cell.account.done for cell in self.cells if cell.account)


@dataclass(frozen=True)
class MatrixSection:
    """A rule's table: the periods of the year, and a row for each unit it binds in any of them."""

    rule: NamedRule
    amount: str
    periods: list[Period]
    rows: list[MatrixRow]


def parse_year(text: str, default: int) -> int:
    """The year in `text`; `default` if it is not a year of 1900–2999."""
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    return int(text) if is_year and MIN_YEAR <= int(text) <= MAX_YEAR else default


def build_year_ledger(year: int, today=None) -> Ledger:
    """The ledger of a calendar year."""
    return build_ledger(Period.from_month(year, 1, Cycle.YEAR), today)


def build_rows(ledger: Ledger, *, units=None, rule: int | None = None, standing: str = "") -> list[MatrixRow]:
    """Rows by unit, then by rule.

    Filters: `units` are primary keys, `rule` is one; `standing` keeps rows with at least one such cell.
    """
    accounts = {(account.unit, account.rule, account.period): account for account in ledger.accounts}
    pairs = {(account.unit, account.rule) for account in ledger.accounts}
    rows = []
    for unit in ledger.units.values():
        for key, named in ledger.rules.items():
            wanted = (units is None or unit.key in units) and (rule is None or key == rule)
            if not wanted or (unit.key, key) not in pairs:
                continue
            cells = [
                _make_cell(ledger, period, accounts.get((unit.key, key, period)))
                for period in get_periods(ledger, named)
            ]
            if not standing or any(cell.standing == standing for cell in cells):
                rows.append(MatrixRow(unit, named, cells))
    return rows


def get_periods(ledger: Ledger, named: NamedRule) -> Iterator[Period]:
    """The periods of the rule's cycle in the ledger's year."""
    return Period.from_day(ledger.window.first, named.rule.cycle).iterate_until(ledger.window.last)


def _make_cell(ledger: Ledger, period: Period, account: Account | None) -> MatrixCell:
    if account is None:
        return MatrixCell(period)
    words = describe_standing(account, ledger.today)
    return MatrixCell(period, account, ledger.get_standing(account).value, words, tuple(get_notes(account)))


def build_sections(ledger: Ledger, rows: list[MatrixRow]) -> list[MatrixSection]:
    """The rows grouped by rule; rules without rows are left out."""
    of_rule: dict[int, list[MatrixRow]] = defaultdict(list)
    for row in rows:
        of_rule[row.rule.rule.key].append(row)
    return [
        MatrixSection(named, describe_amount(named.rule), list(get_periods(ledger, named)), of_rule[key])
        for key, named in ledger.rules.items()
        if of_rule[key]
    ]


def count_standings(ledger: Ledger, accounts: list[Account]) -> dict[str, int]:
    """The number of accounts by standing; `reached` is met and exceeded together."""
    found = {each.value: 0 for each in Standing}
    for account in accounts:
        found[ledger.get_standing(account).value] += 1
    return {**found, "reached": found["met"] + found["exceeded"]}
