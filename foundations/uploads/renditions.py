"""Scaled copies are made once the thing that shows them is stored, not on the first reader's time."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from foundations.uploads.models import Picture, get_scaled_copies


def make_copies(cover: Picture | None, shown: list[Picture]) -> None:
    if cover:
        get_scaled_copies(cover, "listing", "article", "share")
    for image in shown:
        get_scaled_copies(image, "article")


def call_after_commit(call: Callable[[], None]) -> None:
    """Once the page is stored: on SQLite nobody else can write as long as its transaction lasts. A picture whose file
    is lost ends up in the log and keeps no page from being published. Tests, which roll back, do not wait."""
    transaction.on_commit(call, robust=True)
