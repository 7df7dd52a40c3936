"""Accounts as JSON rows, which closings store, and digests and fingerprints of rows."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable

from news.quotas.periods import Period
from news.quotas.rules import Account

DAY_FIELDS = ("begins", "deadline")
NUMBER_FIELDS = ("rule", "unit", "owed", "bound_days", "exempt_days")
LIST_FIELDS = ("counted", "borrowed", "reasons")


def build_row(account: Account) -> dict:
    """The account as a JSON row; `parse_row` is the reverse."""
    return {
        **{name: getattr(account, name) for name in NUMBER_FIELDS},
        **{name: list(getattr(account, name)) for name in LIST_FIELDS},
        **{name: getattr(account, name).isoformat() for name in DAY_FIELDS},
        "period": account.period.code,
        "done": account.done,
    }


def parse_row(row: dict, changes: int = 0) -> Account:
    """The closed account from a row of `build_row`. Raises KeyError or ValueError on other rows."""
    period = Period.parse(row["period"])
    if period is None:
        raise ValueError(f"no period: {row['period']!r}")
    return Account(
        **{name: row[name] for name in NUMBER_FIELDS},
        **{name: tuple(row[name]) for name in LIST_FIELDS},
        **{name: datetime.date.fromisoformat(row[name]) for name in DAY_FIELDS},
        period=period,
        closed=True,
        changes=changes,
    )


def format_canonically(thing: dict) -> str:
    """The row as JSON with sorted keys, no blanks and no escapes."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def make_digest(thing: dict) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(format_canonically(thing).encode()).hexdigest()


def make_fingerprint(rows: Iterable[dict]) -> str:
    """SHA-256 of the canonical rows, sorted, one a line. Anybody with the rows can recompute it."""
    lines = sorted(format_canonically(row) for row in rows)
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
