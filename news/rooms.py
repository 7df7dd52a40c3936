"""A place to write at for whoever joins a unit."""

from __future__ import annotations

from foundations.units.models import Unit
from news.desks import grant_desk, open_desk
from news.models import NewsIndexPage

DESKS_COLUMN = "cai-cach-hanh-chinh"  # the first of the columns that `first_tree` makes


def make_room(unit: Unit) -> NewsIndexPage | None:
    """The unit's desk with its rights, opened in the first column where the unit has none; None without that column."""
    desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
    if desk is not None:
        grant_desk(desk)
        return desk
    column = NewsIndexPage.objects.filter(slug=DESKS_COLUMN, depth=3).first()
    return open_desk(unit, column) if column else None
