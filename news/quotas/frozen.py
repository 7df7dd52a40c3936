"""Accounts and articles as rows of plain JSON: what a closing stores, and what its fingerprint is taken over."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable

from news.quotas.periods import Period
from news.quotas.rules import Account

DAYS = ("begins", "deadline")
NUMBERS = ("rule", "unit", "owed", "bound_days", "exempt_days")
LISTS = ("counted", "borrowed", "reasons")


def freeze(account: Account) -> dict:
    """The account as a row; `thaw` reads it."""
    return {
        **{name: getattr(account, name) for name in NUMBERS},
        **{name: list(getattr(account, name)) for name in LISTS},
        **{name: getattr(account, name).isoformat() for name in DAYS},
        "period": account.period.code,
        "done": account.done,
    }


def thaw(row: dict, changes: int = 0) -> Account:
    """The closed account that `freeze` made the row of. Raises KeyError or ValueError on a row of another sort."""
    period = Period.parse(row["period"])
    if period is None:
        raise ValueError(f"no period: {row['period']!r}")
    return Account(
        **{name: row[name] for name in NUMBERS},
        **{name: tuple(row[name]) for name in LISTS},
        **{name: datetime.date.fromisoformat(row[name]) for name in DAYS},
        period=period,
        closed=True,
        changes=changes,
    )


def canonical(thing: dict) -> str:
    """The one way to write a row: keys in order, no blanks, letters as they are."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(thing: dict) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()


def fingerprint(rows: Iterable[dict]) -> str:
    """SHA-256 over the canonical rows, one a line, sorted: whoever has the rows can take it again."""
    lines = sorted(canonical(row) for row in rows)
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
