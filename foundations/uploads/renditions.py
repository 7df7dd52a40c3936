"""Creates scaled copies after the object that shows them is stored, so that no reader waits for them."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from foundations.uploads.models import Picture, get_scaled_copies


def make_copies(cover: Picture | None, shown: list[Picture]) -> None:
    """Creates the scaled copies of a page's cover and of the pictures in its text."""
    if cover:
        get_scaled_copies(cover, "listing", "article", "share")
    for image in shown:
        get_scaled_copies(image, "article")


def call_after_commit(call: Callable[[], None]) -> None:
    """Calls after the commit, because on SQLite nobody else can write during the transaction.

    Errors (a lost file) are logged and do not stop publishing. A function of its own, so that tests can replace it.
    """
    transaction.on_commit(call, robust=True)
