"""The words in which pages, feeds, reports and the importer ask for articles."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.cache import cache
from django.db.models import Prefetch, Q
from django.utils import timezone
from wagtail.models import PageQuerySet, PageViewRestriction

from news.pictures import RENDITIONS, Picture


@dataclass(frozen=True)
class Month:
    """A calendar month in local time, written `2021-09` in addresses."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """The month that `text` writes as YYYY-MM, or None when it is no month of the years 1900 to 2999."""
        found = re.fullmatch(r"(19\d\d|2\d\d\d)-(0[1-9]|1[0-2])", text, flags=re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def bounds(self) -> tuple[datetime.datetime, datetime.datetime]:
        """First moment of the month and of the next one, in local time."""
        first = datetime.datetime(self.year, self.month, 1)  # noqa: DTZ001 (made aware below)
        following = datetime.datetime(self.year + self.month // 12, self.month % 12 + 1, 1)  # noqa: DTZ001
        return timezone.make_aware(first), timezone.make_aware(following)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    def __str__(self):
        return f"{self.year}-{self.month:02}"


def restricted_paths() -> list[str]:
    """Places in the page tree below which only some may read."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> ArticleQuerySet:
        """By first publication; the primary key decides between equal moments, so that pages never overlap."""
        return self.order_by("-first_published_at", "-pk")

    def published_in(self, month: Month) -> ArticleQuerySet:
        """First published within the month, local time."""
        first, following = month.bounds
        return self.filter(first_published_at__gte=first, first_published_at__lt=following)

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
