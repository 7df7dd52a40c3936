"""The archive: articles by month and by day of publication, in local time."""

from __future__ import annotations

import calendar
import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.models import ARTICLES_PER_PAGE, ArticlePage
from news.querysets import Day, Month


def show_archive(request):
    """All months with articles and their numbers; `?ngay=YYYY-MM-DD` redirects to that day."""
    asked = read_day(request.GET.get("ngay", ""))
    if asked:
        return HttpResponseRedirect(asked.address)
    counted = ArticlePage.objects.readable().months()
    years = [(year, list(rows)) for year, rows in groupby(counted, lambda row: row[0].year)]
    return render(request, "news/archive.html", {"title": _("Lưu trữ"), "years": years})


def show_month(request, year, number):
    """One month: a calendar with the number of articles on each day, and the articles."""
    shown = Month.parse(f"{year}-{number}")
    if shown is None:
        raise Http404
    articles = ArticlePage.objects.readable().published_in(shown)
    context = {
        "title": _("Tin, bài tháng %(month)s") % {"month": date_format(shown.first_day, "m/Y")},
        "crumbs": [(reverse("archive"), _("Lưu trữ"))],
        "month": shown,
        "weeks": build_weeks(shown, articles),
        "neighbours": shown.find_neighbours(ArticlePage.objects.readable()),
        "articles": paginate(request, articles),
    }
    return render(request, "news/archive_month.html", context)


def show_day(request, year, number, of_month):
    """One day: its articles, and the nearest earlier and later days with articles."""
    shown = Day.from_numbers(int(year), int(number), int(of_month))
    if shown is None:
        raise Http404
    everything = ArticlePage.objects.readable()
    of_its_month = Month.from_moment(shown.date)
    context = {
        "title": _("Tin, bài ngày %(day)s") % {"day": date_format(shown.date, "d/m/Y")},
        "crumbs": [
            (reverse("archive"), _("Lưu trữ")),
            (of_its_month.address, _("Tháng %(month)s") % {"month": date_format(of_its_month.first_day, "m/Y")}),
        ],
        "day": shown,
        "neighbours": shown.find_neighbours(everything),
        "articles": paginate(request, everything.published_in(shown)),
    }
    return render(request, "news/archive_day.html", context)


def read_day(text: str) -> Day | None:
    """The day in `text` (YYYY-MM-DD); None if it is not a date or is outside 1900–2999."""
    try:
        found = parse_date(text[:10])
    except ValueError:  # 2026-02-31
        return None
    return Day.from_numbers(found.year, found.month, found.day) if found else None


def paginate(request, articles):
    """The requested page of the articles, newest first."""
    return Paginator(articles.newest_first().for_listing(), ARTICLES_PER_PAGE).get_page(request.GET.get("page"))


def build_weeks(shown: Month, articles) -> list[list[tuple[Day | None, int]]]:
    """The weeks of a month, Monday first: (day, number of articles) each; the day is None outside the month."""
    rows = articles.order_by().annotate(date=TruncDate("first_published_at")).values("date")
    totals = dict(rows.annotate(total=Count("pk")).values_list("date", "total"))
    dates = [
        [datetime.date(shown.year, shown.month, n) if n else None for n in week] for week in get_day_numbers(shown)
    ]
    return [[(Day(date) if date else None, totals.get(date, 0)) for date in week] for week in dates]


def get_day_numbers(shown: Month) -> list[list[int]]:
    """Weeks of the month as day numbers, Monday first; 0 outside the month."""
    return calendar.Calendar(calendar.MONDAY).monthdayscalendar(shown.year, shown.month)
