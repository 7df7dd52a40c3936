"""Work that waits until what was written is committed."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction


def call_after_commit(call: Callable[[], None], alias: str | None = None, *, robust: bool = False) -> None:
    """Calls after the commit on that database; at once if there is no transaction.

    On SQLite nobody else can write during a transaction, so whatever is slow belongs here. `robust`: an error is logged
    and stops nothing. Modules import this function by name, so that tests can replace it.
    """
    transaction.on_commit(call, using=alias, robust=robust)
