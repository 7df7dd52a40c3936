"""Evidence: each article as a row of facts, and its content, which the digest covers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from foundations.counters.totals import get_totals, make_views_key
from news.models import ArticlePage
from news.quotas.frozen import make_digest
from news.quotas.models import FirstPublication

CHUNK_SIZE = 20  # articles held in memory at a time
TEXT_FIELDS = (
    "title",
    "slug",
    "lead",
    "dateline",
    "byline",
    "source",
    "source_url",
    "facts_source",
    "kind",
    "origin",
    "cover_alt",
    "cover_caption",
)


@dataclass(frozen=True)
class Evidence:
    """An article that counts, its row of facts, and the content covered by `row["digest"]`."""

    article: ArticlePage
    row: dict
    content: dict


def count_views(page_keys: Iterable[int]) -> dict[int, int]:
    """Views of these articles by primary key; articles without views are left out."""
    keys = {make_views_key("tin", key): key for key in page_keys}
    return {keys[name]: number for name, number in get_totals(keys).items() if number}


def get_content(article: ArticlePage) -> dict:
    """Everything readers see of the article, as JSON; unchanged as long as the article is."""
    return {
        **{name: getattr(article, name) for name in TEXT_FIELDS},
        "authors": [author.name for author in article.authors.all()],
        "cover": article.cover_id,
        "body": json.loads(json.dumps(article.body.get_prep_value(), cls=DjangoJSONEncoder)),
    }


def find_evidence(page_keys: Iterable[int]) -> Iterator[Evidence]:
    """Evidence of the articles that still exist, by first publication; reads CHUNK_SIZE at a time."""
    firsts = FirstPublication.objects.filter(page_key__in=list(page_keys)).select_related("unit", "column")
    firsts = list(firsts.order_by("moment", "page_key"))
    for start in range(0, len(firsts), CHUNK_SIZE):
        chunk = firsts[start : start + CHUNK_SIZE]
        keys = [first.page_key for first in chunk]
        articles = ArticlePage.objects.select_related("cover", "unit").prefetch_related("authors").in_bulk(keys)
        views = count_views(keys)
        for first in chunk:
            if article := articles.get(first.page_key):
                content = get_content(article)
                yield Evidence(article, _build_row(article, first, content, views.get(first.page_key)), content)


def _build_row(article: ArticlePage, first: FirstPublication, content: dict, views: int | None) -> dict:
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
        "digest": make_digest(content),
    }
