"""Evidence: each article as one row of facts and as the content that its digest is taken over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from foundations.counters.totals import get_totals, make_views_key
from news.models import ArticlePage
from news.quotas.frozen import digest
from news.quotas.models import FirstPublication

CHUNK = 20  # articles held in memory at a time
TEXTS = (
    *("title", "slug", "lead", "dateline", "byline", "source", "source_url", "facts_source", "kind", "origin"),
    *("cover_alt", "cover_caption"),
)


@dataclass(frozen=True)
class Evidence:
    """An article that counts: its page, the row of facts, and the content that `row["digest"]` is over."""

    article: ArticlePage
    row: dict
    content: dict


def views_of(page_keys: Iterable[int]) -> dict[int, int]:
    """Views of these articles by primary key; an article without a number is left out. The one place that asks."""
    keys = {make_views_key("tin", key): key for key in page_keys}
    return {keys[name]: number for name, number in get_totals(keys).items() if number}


def content_of(article: ArticlePage) -> dict:
    """All that readers see of the article, as plain JSON: the same for as long as nobody changes it."""
    return {
        **{name: getattr(article, name) for name in TEXTS},
        "authors": [author.name for author in article.authors.all()],
        "cover": article.cover_id,
        "body": json.loads(json.dumps(article.body.get_prep_value(), cls=DjangoJSONEncoder)),
    }


def gather(page_keys: Iterable[int]) -> Iterator[Evidence]:
    """Evidence of the articles that still exist, in the order of first publication, few at a time in memory."""
    firsts = FirstPublication.objects.filter(page_key__in=list(page_keys)).select_related("unit", "column")
    firsts = list(firsts.order_by("moment", "page_key"))
    for start in range(0, len(firsts), CHUNK):
        chunk = firsts[start : start + CHUNK]
        keys = [first.page_key for first in chunk]
        articles = ArticlePage.objects.select_related("cover", "unit").prefetch_related("authors").in_bulk(keys)
        views = views_of(keys)
        for first in chunk:
            if article := articles.get(first.page_key):
                content = content_of(article)
                yield Evidence(article, _row(article, first, content, views.get(first.page_key)), content)


def _row(article: ArticlePage, first: FirstPublication, content: dict, views: int | None) -> dict:
    return {
        "page": article.pk,
        "title": article.title,
        "url": article.full_url,
        "unit": first.unit.name if first.unit else "",
        "column": first.column.title if first.column else "",
        "kind": article.kind,
        "origin": article.origin,
        "authors": article.credited_authors,
        "first_published": timezone.localtime(first.moment, timezone.get_default_timezone()).isoformat(),
        "words": first.words,
        "has_picture": first.has_picture,
        "views": views,
        "digest": digest(content),
    }
