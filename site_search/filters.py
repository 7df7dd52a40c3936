"""Filters of the search: days, unit, column. They apply to articles only, so a filtered search finds only these."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from foundations.units.models import Unit
from news.models import ArticlePage, NewsIndexPage

FROM, TO, UNIT, COLUMN = "tu", "den", "don-vi", "chuyen-muc"


@dataclass
class SearchFilters:
    """The filters of an address. `problems`: messages on invalid values, by parameter."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    unit: Unit | None = None
    column: NewsIndexPage | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> SearchFilters:
        made = cls()
        made.since, made.until = made.read_day(parameters, FROM), made.read_day(parameters, TO)
        if made.since and made.until and made.since > made.until:
            made.problems[TO] = _("Ngày cuối phải từ ngày đầu trở đi.")
            made.until = None
        if slug := parameters.get(UNIT, "")[:100]:
            made.unit = Unit.objects.filter(slug=slug).first()
            if made.unit is None:
                made.problems[UNIT] = _("Không có đơn vị nào ở địa chỉ này.")
        if slug := parameters.get(COLUMN, "")[:100]:
            made.column = NewsIndexPage.objects.live().public().filter(slug=slug, unit=None).first()
            if made.column is None:
                made.problems[COLUMN] = _("Không có chuyên mục nào ở địa chỉ này.")
        return made

    def read_day(self, parameters: QueryDict, name: str) -> datetime.date | None:
        written = parameters.get(name, "").strip()[:20]
        try:
            day = parse_date(written) if written else None
        except ValueError:  # 2026-02-31
            day = None
        if written and day is None:
            self.problems[name] = _("“%s” không phải là ngày; hãy ghi năm-tháng-ngày, ví dụ 2026-11-23.") % written
        return day

    def __bool__(self):
        return any([self.since, self.until, self.unit, self.column])

    def filter_articles(self, keys: list[int]) -> set[int]:
        """The keys of those articles that match. One query."""
        found = ArticlePage.objects.below(self.column) if self.column else ArticlePage.objects.all()
        if self.since:
            found = found.filter(first_published_at__date__gte=self.since)
        if self.until:
            found = found.filter(first_published_at__date__lte=self.until)
        if self.unit:
            found = found.filter(unit=self.unit)
        return set(found.filter(pk__in=keys).order_by().values_list("pk", flat=True))


def get_unit_choices() -> list[Unit]:
    """Units with articles, for the form."""
    return list(Unit.objects.filter(pk__in=ArticlePage.objects.readable().order_by().values("unit")).alphabetical())


def get_column_choices() -> list[NewsIndexPage]:
    """Columns, for the form."""
    return list(NewsIndexPage.objects.live().public().filter(unit=None).order_by("path"))
