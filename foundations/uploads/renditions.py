"""Creates scaled copies after the object that shows them is stored, so that no reader waits for them."""

from __future__ import annotations

from functools import partial

from foundations.delivery import commits
from foundations.uploads.models import Picture, get_scaled_copies

# A lost file is logged and does not stop publishing.
call_after_commit = partial(commits.call_after_commit, robust=True)


def make_copies(cover: Picture | None, shown: list[Picture]) -> None:
    """Creates the scaled copies of a page's cover and of the pictures in its text."""
    if cover:
        get_scaled_copies(cover, "listing", "article", "share")
    for image in shown:
        get_scaled_copies(image, "article")
