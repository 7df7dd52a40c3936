"""When an old article appeared, as exactly as the old page tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from news.models import ArticlePage

Basis = ArticlePage.DateBasis
FIRST_YEAR = 1945

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
    """A moment in local time, and what it rests on."""

    moment: datetime
    basis: ArticlePage.DateBasis


def date_article(written: str, title: str, paragraphs: list[str]) -> Dating:
    """The date the old page gives, or else the first one in the text, or else the year it speaks of.

    Raises ValueError with a sentence when the date is no date, lies in the future, or nothing in the article tells one.
    """
    if not written:
        return date_in_text(title, paragraphs)
    dating = date_written(written)
    if is_future(dating.moment):
        raise ValueError(_("ngày ở tương lai: %s") % f"{dating.moment:%d/%m/%Y}")
    return dating


def is_future(moment: datetime) -> bool:
    return moment > timezone.now() + timedelta(days=1)  # a day for clocks that differ


def date_written(written: str) -> Dating:
    try:
        if found := WRITTEN.fullmatch(written):
            clock = int(found["hour"] or 0), int(found["minute"] or 0)
            return Dating(local_moment(found["year"], found["month"], found["day"], *clock), Basis.PUBLISHED)
        if ISO.fullmatch(written):
            return Dating(in_local_time(datetime.fromisoformat(written)), Basis.PUBLISHED)
        if found := EVENT.fullmatch(written):
            year = found["year"] or found["year_told"]
            return Dating(local_moment(year, found["month"], found["day"]), Basis.EVENT)
    except (ValueError, OverflowError):
        raise ValueError(_("không có ngày %s") % written[:60]) from None
    raise ValueError(_("không hiểu ngày “%s”; hãy ghi ngày/tháng/năm, ví dụ 16/09/2021") % written[:60])


def date_in_text(title: str, paragraphs: list[str]) -> Dating:
    """The first that is a date and not to come: a text has slips ("31/02/2021") and plans ("năm 2030") too."""
    for numbers, basis in dates_named(title, "\n".join(paragraphs)):
        try:
            found = local_moment(*numbers)
        except ValueError:
            continue
        if not is_future(found):
            return Dating(found, basis)
    raise ValueError(_("không có ngày, và trong bài cũng không nêu ngày hay năm nào"))


def dates_named(title: str, text: str):
    """Year, month and day of all that looks like a date, the exact ones first, with what the date would rest on."""
    for found in IN_TEXT.finditer(text):
        parts = found.groupdict()
        yield (parts["year"] or parts["y"], parts["month"] or parts["m"], parts["day"] or parts["d"]), Basis.TEXT
    for found in YEAR.finditer(f"{title}\n{text}"):
        yield (found["year"], 1, 1), Basis.YEAR


def local_moment(year, month, day, hour=0, minute=0) -> datetime:
    """Raises ValueError when there is no such moment."""
    return in_local_time(datetime(int(year), int(month), int(day), hour, minute))  # noqa: DTZ001 (made aware there)


def in_local_time(moment: datetime) -> datetime:
    """A moment without a zone is one of the local clock. Raises ValueError for the time before our documents."""
    if moment.year < FIRST_YEAR:
        raise ValueError(moment.year)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else timezone.localtime(moment)
