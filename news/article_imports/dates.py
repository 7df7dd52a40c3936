"""The publication date of an old article, as exactly as its page gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from news.models import ArticlePage

Basis = ArticlePage.DateBasis
MIN_YEAR = 1945

DAY_MONTH_YEAR = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
CLOCK = r"(?:[\s,–-]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?)?"
WRITTEN = re.compile(DAY_MONTH_YEAR + CLOCK, re.ASCII)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{3,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
EVENT = re.compile(
    r"(?:event\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4})|\s*\((?P<year_told>\d{4})\))", re.ASCII
)
IN_TEXT = re.compile(
    rf"\b{DAY_MONTH_YEAR}\b|[Nn]gày (?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}}) năm (?P<y>\d{{4}})", re.ASCII
)
YEAR = re.compile(r"\b(?:[Nn]ăm|NĂM|NAM) (?P<year>(?:19|20)\d\d)\b", re.ASCII)


@dataclass(frozen=True)
class Dating:
    """A moment in local time and what it is based on."""

    moment: datetime
    basis: ArticlePage.DateBasis


def find_dating(written: str, title: str, paragraphs: list[str]) -> Dating:
    """The date given by the old page, else the first date in the text, else the year named in it.

    Raises ValueError with a sentence if the date is invalid or in the future, or if there is none.
    """
    if not written:
        return find_date_in_text(title, paragraphs)
    dating = parse_date(written)
    if is_future(dating.moment):
        raise ValueError(_("ngày ở tương lai: %s") % f"{dating.moment:%d/%m/%Y}")
    return dating


def is_future(moment: datetime) -> bool:
    return moment > timezone.now() + timedelta(days=1)  # a day, as clocks differ


def parse_date(written: str) -> Dating:
    """The date in `written`. Raises ValueError with a sentence."""
    try:
        if found := WRITTEN.fullmatch(written):
            clock = int(found["hour"] or 0), int(found["minute"] or 0)
            return Dating(make_local_moment(found["year"], found["month"], found["day"], *clock), Basis.PUBLISHED)
        if ISO.fullmatch(written):
            return Dating(convert_to_local_time(datetime.fromisoformat(written)), Basis.PUBLISHED)
        if found := EVENT.fullmatch(written):
            year = found["year"] or found["year_told"]
            return Dating(make_local_moment(year, found["month"], found["day"]), Basis.EVENT)
    except (ValueError, OverflowError):
        raise ValueError(_("không có ngày %s") % written[:60]) from None
    raise ValueError(_("không hiểu ngày “%s”; hãy ghi ngày/tháng/năm, ví dụ 16/09/2021") % written[:60])


def find_date_in_text(title: str, paragraphs: list[str]) -> Dating:
    """The first valid date not in the future: texts also hold slips ("31/02/2021") and plans ("năm 2030")."""
    for numbers, basis in find_dates(title, "\n".join(paragraphs)):
        try:
            found = make_local_moment(*numbers)
        except ValueError:
            continue
        if not is_future(found):
            return Dating(found, basis)
    raise ValueError(_("không có ngày, và trong bài cũng không nêu ngày hay năm nào"))


def find_dates(title: str, text: str):
    """((year, month, day), basis) of everything that looks like a date, exact dates first."""
    for found in IN_TEXT.finditer(text):
        parts = found.groupdict()
        yield (parts["year"] or parts["y"], parts["month"] or parts["m"], parts["day"] or parts["d"]), Basis.TEXT
    for found in YEAR.finditer(f"{title}\n{text}"):
        yield (found["year"], 1, 1), Basis.YEAR


def make_local_moment(year, month, day, hour=0, minute=0) -> datetime:
    """The moment in local time. Raises ValueError if there is none."""
    return convert_to_local_time(datetime(int(year), int(month), int(day), hour, minute))  # noqa: DTZ001 (made aware there)


def convert_to_local_time(moment: datetime) -> datetime:
    """Converts to local time; a naive moment is local already. Raises ValueError before MIN_YEAR."""
    if moment.year < MIN_YEAR:
        raise ValueError(moment.year)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else timezone.localtime(moment)
