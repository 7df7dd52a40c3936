"""Periods of quotas: calendar months, quarters, halves and years."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

QUARTERS = ("I", "II", "III", "IV")
CODE_PATTERN = re.compile(r"(19\d\d|2\d\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?", flags=re.ASCII)


class Cycle(TextChoices):
    """How often a quota is owed."""

    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    HALF = "half", _("6 tháng")
    YEAR = "year", _("năm")

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "half": 6, "year": 12}[self.value]


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half or year by its first and last day. Codes: `2026-11`, `2026-Q4`, `2026-H2`, `2026`."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def from_month(cls, year: int, month: int, cycle: Cycle) -> Period:
        """The period of the cycle that begins with `month`."""
        end = month + cycle.months - 1
        return cls(datetime.date(year, month, 1), datetime.date(year, end, calendar.monthrange(year, end)[1]))

    @classmethod
    def from_day(cls, day: datetime.date, cycle: Cycle) -> Period:
        """The period of the cycle that contains the day."""
        return cls.from_month(day.year, (day.month - 1) // cycle.months * cycle.months + 1, cycle)

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """The period with the code `text`; None if it is not a code or is outside 1900–2999."""
        found = CODE_PATTERN.fullmatch(text)
        if found is None:
            return None
        year, month, quarter, half = found.groups()
        if month:
            return cls.from_month(int(year), int(month), Cycle.MONTH)
        if quarter:
            return cls.from_month(int(year), 3 * int(quarter) - 2, Cycle.QUARTER)
        if half:
            return cls.from_month(int(year), 6 * int(half) - 5, Cycle.HALF)
        return cls.from_month(int(year), 1, Cycle.YEAR)

    @property
    def cycle(self) -> Cycle:
        months = self.last.month - self.first.month + 1
        return next(cycle for cycle in Cycle if cycle.months == months)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def following(self) -> Period:
        return Period.from_day(self.last + datetime.timedelta(days=1), self.cycle)

    @property
    def preceding(self) -> Period:
        return Period.from_day(self.first - datetime.timedelta(days=1), self.cycle)

    def iterate_until(self, last: datetime.date) -> Iterator[Period]:
        """This period and those after it that begin no later than `last`."""
        period = self
        while period.first <= last:
            yield period
            period = period.following

    @property
    def code(self) -> str:
        year = self.first.year
        match self.cycle:
            case Cycle.MONTH:
                return f"{year}-{self.first.month:02}"
            case Cycle.QUARTER:
                return f"{year}-Q{self.last.month // 3}"
            case Cycle.HALF:
                return f"{year}-H{self.last.month // 6}"
        return str(year)

    @property
    def short(self) -> str:
        """The column heading without the year: `T11`, `Quý IV`, `6 tháng cuối`, `Cả năm`."""
        match self.cycle:
            case Cycle.MONTH:
                return gettext("T%(month)s") % {"month": self.first.month}
            case Cycle.QUARTER:
                return gettext("Quý %(quarter)s") % {"quarter": QUARTERS[self.last.month // 3 - 1]}
            case Cycle.HALF:
                return gettext("6 tháng đầu") if self.first.month == 1 else gettext("6 tháng cuối")
        return gettext("Cả năm")

    def __str__(self) -> str:
        """`tháng 11/2026`, `quý IV/2026`, `6 tháng cuối năm 2026`, `năm 2026`."""
        year = self.first.year
        match self.cycle:
            case Cycle.MONTH:
                return gettext("tháng %(month)s/%(year)s") % {"month": self.first.month, "year": year}
            case Cycle.QUARTER:
                return gettext("quý %(quarter)s/%(year)s") % {
                    "quarter": QUARTERS[self.last.month // 3 - 1],
                    "year": year,
                }
            case Cycle.HALF if self.first.month == 1:
                return gettext("6 tháng đầu năm %(year)s") % {"year": year}
            case Cycle.HALF:
                return gettext("6 tháng cuối năm %(year)s") % {"year": year}
        return gettext("năm %(year)s") % {"year": year}
