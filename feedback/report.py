"""The half-yearly report: cases received, handled in time or late, and answered, by unit."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import OPEN_STATES, CaseState, FeedbackCase

CODE_PATTERN = re.compile(r"(\d{4})-([12])")


@dataclass(frozen=True)
class HalfYear:
    """Half a calendar year, written `2026-1`."""

    year: int
    number: int

    @classmethod
    def parse(cls, code: str) -> HalfYear | None:
        found = CODE_PATTERN.fullmatch(code)
        return cls(int(found[1]), int(found[2])) if found and int(found[1]) > 1 else None

    @classmethod
    def from_day(cls, day: datetime.date) -> HalfYear:
        return cls(day.year, 1 if day.month < 7 else 2)

    @classmethod
    def find_all(cls) -> list[HalfYear]:
        """Half-years from the first case's to the current one, newest first."""
        last = cls.from_day(timezone.localdate())
        first = FeedbackCase.objects.order_by("sent_at").values_list("sent_at", flat=True).first()
        oldest = cls.from_day(timezone.localdate(first)) if first else last
        every = [cls(year, number) for year in range(oldest.year, last.year + 1) for number in (1, 2)]
        return [half for half in reversed(every) if oldest.order <= half.order <= last.order]

    @property
    def order(self) -> tuple[int, int]:
        return self.year, self.number

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, 1 if self.number == 1 else 7, 1)

    @property
    def last(self) -> datetime.date:
        return datetime.date(self.year, 6, 30) if self.number == 1 else datetime.date(self.year, 12, 31)

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    def __str__(self):
        words = _("6 tháng đầu năm %(year)s") if self.number == 1 else _("6 tháng cuối năm %(year)s")
        return words % {"year": self.year}


@dataclass(frozen=True)
class ReportRow:
    """One unit, or the total; `counts` are in the order of `get_headings`."""

    name: str
    counts: list[int]


def get_headings() -> list[str]:
    """Headings of the counts."""
    return [
        _("Tiếp nhận"),
        _("Chuyển, xử lý đúng hạn"),
        _("Chuyển, xử lý quá hạn"),
        _("Còn hạn"),
        _("Đang quá hạn"),
        _("Đã chuyển"),
        _("Đã trả lời"),
        _("Không thuộc phạm vi"),
    ]


def build_rows(half: HalfYear) -> list[ReportRow]:
    """Units with cases in alphabetical order, then the total. One query."""
    today = timezone.localdate()
    cases = FeedbackCase.objects.counted().received_between(half.first, half.last)
    cases = cases.annotate(handled_on=TruncDate("handled_at"))
    is_open = Q(state__in=OPEN_STATES, handled_at=None)
    counted = {
        "received": Q(),
        "in_time": Q(handled_on__lte=F("due_on")),
        "late": Q(handled_on__gt=F("due_on")),
        "waiting": is_open & Q(due_on__gte=today),
        "overdue": is_open & Q(due_on__lt=today),
        "forwarded": Q(state=CaseState.FORWARDED),
        "answered": Q(state=CaseState.ANSWERED),
        "outside": Q(state=CaseState.OUTSIDE),
    }
    groups = cases.order_by("unit__sort_key").values("unit__name", "unit__sort_key", "unit")
    found = groups.annotate(**{name: Count("pk", filter=which) for name, which in counted.items()})
    rows = [ReportRow(row["unit__name"] or _("Chưa rõ đơn vị"), [row[name] for name in counted]) for row in found]
    total = [sum(column) for column in zip(*(row.counts for row in rows), strict=True)] or [0] * len(counted)
    return [*rows, ReportRow(_("Tổng cộng"), total)]
