"""The words in which pages, feeds, reports and the importer ask for articles."""

from __future__ import annotations

import datetime
from functools import reduce
from operator import or_

from django.core.cache import cache
from django.db.models import Count, Prefetch, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import PageQuerySet, PageViewRestriction

from foundations.uploads.models import RENDITIONS, Picture
from news.periods import Day, Month, Period
from news.title_keys import is_nearly, title_key

__all__ = ["ArticleQuerySet", "Day", "Month", "restricted_paths"]


def restricted_paths() -> list[str]:
    """Places in the page tree below which only some may read."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def restricted(table: str) -> tuple[str, list[str]]:
    """For a query written out: the condition that leaves out what only some may read, and its parameters."""
    paths = cache.get_or_set("restricted_paths", restricted_paths, 5)  # seconds
    return f" AND NOT {table}.path LIKE %s" * len(paths), [f"{path}%" for path in paths]


LOOKED_BACK = datetime.timedelta(days=365)  # for articles with the same title
MOST_COMPARED = 50
MOST_ALIKE = 5
SHORTEST_BEGINNING = 8  # letters; less is a title just begun


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> ArticleQuerySet:
        """By first publication; the primary key decides between equal moments, so that pages never overlap."""
        return self.order_by("-first_published_at", "-pk")

    def published_in(self, period: Period) -> ArticleQuerySet:
        """First published within the month or day, local time."""
        first, following = period.bounds
        return self.filter(first_published_at__gte=first, first_published_at__lt=following)

    def months(self) -> list[tuple[Month, int]]:
        """The months these were first published in, the latest first, with how many each has."""
        rows = self.order_by().annotate(first_day=TruncMonth("first_published_at")).values("first_day")
        counted = rows.annotate(total=Count("pk")).order_by("-first_day")
        return [(Month.at(row["first_day"]), row["total"]) for row in counted]

    def below(self, column) -> ArticleQuerySet:
        """Articles of the column and of all columns and desks below it."""
        return self.descendant_of(column)

    def readable(self) -> ArticleQuerySet:
        """What every reader may see: live and not behind a view restriction."""
        return self.live().public()

    def public(self) -> ArticleQuerySet:
        """As Wagtail's, which asks the database at each call whether any page is restricted."""
        paths = cache.get_or_set("restricted_paths", restricted_paths, 5)  # seconds
        return self.exclude(reduce(or_, [Q(path__startswith=path) for path in paths])) if paths else self

    def for_links(self) -> ArticleQuerySet:
        """With the title, the address and the day alone."""
        return self.only("title", "url_path", "locale_id", "first_published_at", "depth", "path")

    def for_listing(self) -> ArticleQuerySet:
        """With all that a list entry shows, in a fixed number of queries; without the bodies."""
        covers = Picture.objects.prefetch_renditions(*RENDITIONS["listing"])
        return self.defer("body").select_related("unit").prefetch_related(Prefetch("cover", queryset=covers))

    def like_titled(self, title: str, but: int | None = None) -> list:
        """Live ones and drafts of the last twelve months with nearly this title, newest first. One query."""
        key = title_key(title)
        if len(key) < SHORTEST_BEGINNING:
            return []
        recent = self.filter(title_key=key, latest_revision_created_at__gte=timezone.now() - LOOKED_BACK)
        found = recent.exclude(pk=but).select_related("unit").defer("body").order_by("-latest_revision_created_at")
        alike = [page for page in found[:MOST_COMPARED] if is_nearly(title, page.draft_title or page.title)]
        return alike[:MOST_ALIKE]
