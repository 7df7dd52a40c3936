"""When an old article appeared, as exactly as the old page tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from news.models import ArticlePage

Basis = ArticlePage.DateBasis

DAY_MONTH_YEAR = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
CLOCK = r"(?:[\s,–-]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?)?"
WRITTEN = re.compile(DAY_MONTH_YEAR + CLOCK, re.ASCII)
ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2}).*)?", re.ASCII
)
EVENT = re.compile(
    r"(?:event\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4})|\s*\((?P<year_told>\d{4})\))", re.ASCII
)
IN_TEXT = re.compile(rf"\b{DAY_MONTH_YEAR}\b|ngày (?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}}) năm (?P<y>\d{{4}})", re.ASCII)
YEAR = re.compile(r"\bnăm (?P<year>(?:19|20)\d\d)\b|\bNAM (?P<capitals>(?:19|20)\d\d)\b", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Dating:
    """A moment in local time, and what it rests on."""

    moment: datetime
    basis: ArticlePage.DateBasis


def date_article(written: str, title: str, paragraphs: list[str]) -> Dating:
    """The date the old page gives, or else the first one in the text, or else the year it speaks of.

    Raises ValueError with a sentence when the date is no date, lies in the future, or nothing in the article tells one.
    """
    dating = date_written(written) if written else date_in_text(title, paragraphs)
    if dating.moment > timezone.now() + timedelta(days=1):
        raise ValueError(_("ngày ở tương lai: %s") % f"{dating.moment:%d/%m/%Y}")
    return dating


def date_written(written: str) -> Dating:
    if found := WRITTEN.fullmatch(written) or ISO.fullmatch(written):
        parts = found.groupdict()
        clock = int(parts["hour"] or 0), int(parts["minute"] or 0)
        return Dating(moment(parts["year"], parts["month"], parts["day"], clock), Basis.PUBLISHED)
    if found := EVENT.fullmatch(written):
        return Dating(moment(found["year"] or found["year_told"], found["month"], found["day"]), Basis.EVENT)
    raise ValueError(_("không hiểu ngày “%s”; hãy ghi ngày/tháng/năm, ví dụ 16/09/2021") % written[:60])


def date_in_text(title: str, paragraphs: list[str]) -> Dating:
    for found in IN_TEXT.finditer("\n".join(paragraphs)):
        parts = found.groupdict()
        try:
            day = moment(parts["year"] or parts["y"], parts["month"] or parts["m"], parts["day"] or parts["d"])
        except ValueError:
            continue  # a slip of the text; the next date may be one
        return Dating(day, Basis.TEXT)
    if found := YEAR.search("\n".join([title, *paragraphs])):
        return Dating(moment(found["year"] or found["capitals"], 1, 1), Basis.YEAR)
    raise ValueError(_("không có ngày, và trong bài cũng không nêu ngày hay năm nào"))


def moment(year, month, day, clock: tuple[int, int] = (0, 0)) -> datetime:
    """A moment in local time. Raises ValueError with a sentence when there is no such day."""
    try:
        naive = datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 (made aware below)
        if naive.year < 1945:
            raise ValueError
    except ValueError:
        raise ValueError(_("không có ngày %s") % f"{day}/{month}/{year}") from None
    return timezone.make_aware(naive)
