"""Months and days of the archive, in local time, each with its address."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone


class ArchivePeriod:
    """A stretch of time with a page in the archive."""

    bounds: tuple[datetime.datetime, datetime.datetime]

    @classmethod
    def from_moment(cls, moment: datetime.datetime) -> ArchivePeriod:
        raise NotImplementedError

    def find_neighbours(self, articles) -> tuple[ArchivePeriod | None, ArchivePeriod | None]:
        """The nearest earlier and nearest later period with any of `articles`, or None. Two queries."""
        first, following = self.bounds
        moments = articles.order_by().values_list("first_published_at", flat=True)
        earlier = moments.filter(first_published_at__lt=first).order_by("-first_published_at").first()
        later = moments.filter(first_published_at__gte=following).order_by("first_published_at").first()
        return tuple(moment and self.from_moment(timezone.localtime(moment)) for moment in (earlier, later))


@dataclass(frozen=True)
class Month(ArchivePeriod):
    """A calendar month in local time, written `2021-09` in addresses."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """The month in `text` (YYYY-MM); None if it is not a month or is outside 1900–2999."""
        found = re.fullmatch(r"(19\d\d|2\d\d\d)-(0[1-9]|1[0-2])", text, flags=re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def from_moment(cls, moment: datetime.date) -> Month:
        return cls(moment.year, moment.month)

    @property
    def bounds(self) -> tuple[datetime.datetime, datetime.datetime]:
        """The start of the month and of the next one, in local time."""
        first = datetime.datetime(self.year, self.month, 1)  # noqa: DTZ001 (made aware below)
        following = datetime.datetime(self.year + self.month // 12, self.month % 12 + 1, 1)  # noqa: DTZ001
        return timezone.make_aware(first), timezone.make_aware(following)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def address(self) -> str:
        return reverse("archive_month", args=[self.year, f"{self.month:02}"])

    def __str__(self):
        return f"{self.year}-{self.month:02}"


@dataclass(frozen=True)
class Day(ArchivePeriod):
    """A day in local time."""

    date: datetime.date

    @classmethod
    def from_numbers(cls, year: int, month: int, day: int) -> Day | None:
        """That day; None if there is no such date or it is outside 1900–2999."""
        try:
            return cls(datetime.date(year, month, day)) if 1900 <= year < 3000 else None
        except ValueError:
            return None

    @classmethod
    def from_moment(cls, moment: datetime.datetime) -> Day:
        return cls(moment.date())

    @property
    def bounds(self) -> tuple[datetime.datetime, datetime.datetime]:
        """The start of the day and of the next one, in local time."""
        midnight = datetime.datetime.combine(self.date, datetime.time())
        return timezone.make_aware(midnight), timezone.make_aware(midnight + datetime.timedelta(days=1))

    @property
    def address(self) -> str:
        return reverse("archive_day", args=[self.date.year, f"{self.date.month:02}", f"{self.date.day:02}"])
