"""A desk for people who join a unit."""

from __future__ import annotations

from foundations.units.models import Unit
from news.desks import grant_desk, open_desk
from news.models import NewsIndexPage

DESKS_COLUMN_SLUG = "cai-cach-hanh-chinh"  # the first column made by `first_tree`


def find_or_open_desk(unit: Unit) -> NewsIndexPage | None:
    """The unit's desk with its rights; opened in the first column if missing. None if that column is missing."""
    desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
    if desk is not None:
        grant_desk(desk)
        return desk
    column = NewsIndexPage.objects.filter(slug=DESKS_COLUMN_SLUG, depth=3).first()
    return open_desk(unit, column) if column else None
