"""The queries for articles that pages, feeds, reports and the importer share."""

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
from news.checks.title_keys import is_nearly_same, make_title_key
from news.periods import ArchivePeriod, Day, Month

__all__ = ["ArticleQuerySet", "Day", "Month", "get_restricted_paths"]


def get_restricted_paths() -> list[str]:
    """Tree paths of pages with a view restriction."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def build_restriction_sql(table: str) -> tuple[str, list[str]]:
    """For raw SQL: a condition that leaves out restricted pages, and its parameters."""
    paths = cache.get_or_set("restricted_paths", get_restricted_paths, RESTRICTIONS_CACHE_SECONDS)
    return f" AND NOT {table}.path LIKE %s" * len(paths), [f"{path}%" for path in paths]


RESTRICTIONS_CACHE_SECONDS = 5  # another machine may restrict a page
SAME_TITLE_PERIOD = datetime.timedelta(days=365)  # how far back articles count as having the same title
MAX_COMPARED = 50
MAX_ALIKE = 5
MIN_KEY_LENGTH = 8  # letters; the writer is still typing


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> ArticleQuerySet:
        """By first publication, then by primary key, so that pagination is stable."""
        return self.order_by("-first_published_at", "-pk")

    def published_in(self, period: ArchivePeriod) -> ArticleQuerySet:
        """First published within the month or day, local time."""
        first, following = period.bounds
        return self.filter(first_published_at__gte=first, first_published_at__lt=following)

    def months(self) -> list[tuple[Month, int]]:
        """Months of first publication, latest first, each with its number of articles."""
        rows = self.order_by().annotate(first_day=TruncMonth("first_published_at")).values("first_day")
        counted = rows.annotate(total=Count("pk")).order_by("-first_day")
        return [(Month.from_moment(row["first_day"]), row["total"]) for row in counted]

    def below(self, column) -> ArticleQuerySet:
        """Articles of the column and of all columns and desks below it."""
        return self.descendant_of(column)

    def readable(self) -> ArticleQuerySet:
        """What every reader may see: live and not behind a view restriction."""
        return self.live().public()

    def public(self) -> ArticleQuerySet:
        """Like Wagtail's, but the list of restricted pages is cached for 5 seconds."""
        paths = cache.get_or_set("restricted_paths", get_restricted_paths, RESTRICTIONS_CACHE_SECONDS)
        return self.exclude(reduce(or_, [Q(path__startswith=path) for path in paths])) if paths else self

    def for_links(self) -> ArticleQuerySet:
        """Only what a link needs: title, address and day."""
        return self.only("title", "url_path", "locale_id", "first_published_at", "depth", "path")

    def for_listing(self) -> ArticleQuerySet:
        """With everything a list entry shows, without bodies, in a fixed number of queries."""
        covers = Picture.objects.prefetch_renditions(*RENDITIONS["listing"])
        return self.defer("body").select_related("unit").prefetch_related(Prefetch("cover", queryset=covers))

    def like_titled(self, title: str, but: int | None = None) -> list:
        """Articles and drafts of the last twelve months with nearly this title, newest first. One query."""
        key = make_title_key(title)
        if len(key) < MIN_KEY_LENGTH:
            return []
        recent = self.filter(title_key=key, latest_revision_created_at__gte=timezone.now() - SAME_TITLE_PERIOD)
        found = recent.exclude(pk=but).select_related("unit").defer("body").order_by("-latest_revision_created_at")
        alike = [page for page in found[:MAX_COMPARED] if is_nearly_same(title, page.draft_title or page.title)]
        return alike[:MAX_ALIKE]
