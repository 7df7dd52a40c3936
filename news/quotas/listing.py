"""Counted articles as light rows, for tables and Excel: no bodies are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone
from wagtail.models import Page

from news.models import ArticleAuthor, ArticlePage
from news.quotas.evidence import views_of
from news.quotas.models import FirstPublication

CHUNK = 500


def article_rows(page_keys: Iterable[int]) -> Iterator[dict]:
    """Rows as those of the evidence, without digest, oldest first; five queries for every 500 articles.

    An article that is gone keeps its title and the day of its first publication.
    """
    firsts = FirstPublication.objects.filter(page_key__in=list(page_keys)).select_related("unit", "column")
    firsts = list(firsts.defer("column__introduction").order_by("moment", "page_key"))
    for start in range(0, len(firsts), CHUNK):
        chunk = firsts[start : start + CHUNK]
        keys = [first.page_key for first in chunk]
        pages, views, names = Page.objects.in_bulk(keys), views_of(keys), _authors(keys)
        for first in chunk:
            yield _row(first, pages.get(first.page_key), views.get(first.page_key), names[first.page_key])


def _authors(keys: list[int]) -> dict[int, list[str]]:
    """The names in the bylines, authors before the collective byline."""
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in ArticleAuthor.objects.filter(page__in=keys).order_by("sort_order").values_list("page", "name"):
        names[key].append(name)
    for key, byline in ArticlePage.objects.filter(pk__in=keys).exclude(byline="").values_list("pk", "byline"):
        names[key].append(byline)
    return names


def _row(first: FirstPublication, page: Page | None, views: int | None, authors: list[str]) -> dict:
    moment = timezone.localtime(first.moment, timezone.get_default_timezone())
    return {
        "page": first.page_key,
        "title": page.title if page else first.title,
        "url": (page.full_url or "") if page else "",
        "unit": first.unit.name if first.unit else "",
        "column": first.column.title if first.column else "",
        "kind": first.kind,
        "authors": authors,
        "first_published": moment.isoformat(),
        "moment": moment,
        "words": first.words,
        "views": views,
    }
