"""Articles with related data for machine-readable output: feeds, JSON API and sitemap."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from foundations.delivery.addresses import make_absolute
from foundations.uploads.models import RENDITIONS
from news.models import ArticleAuthor, ArticlePage, ArticleTag, NewsIndexPage
from news.open_data.linked_pictures import LinkedPicture, make_linked_picture


def make_permanent_id(article: ArticlePage) -> str:
    """A tag URI (RFC 4151) that stays the same when the article's address changes."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:tin-bai-{article.pk}"


@dataclass(frozen=True)
class Entry:
    """An article with its column, keywords and authors."""

    article: ArticlePage
    column: NewsIndexPage | None = None
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return make_absolute(self.article.url)

    @property
    def published(self) -> datetime.datetime:
        return self.article.first_published_at

    @property
    def updated(self) -> datetime.datetime:
        """The last publication; never earlier than the first."""
        return max(self.article.last_published_at or self.published, self.published)

    @property
    def image(self) -> LinkedPicture | None:
        """The cover in list size; None without a cover or if its file is missing."""
        spec = next(each for each in RENDITIONS["listing"] if "640x400" in each and "jpeg" in each)
        return make_linked_picture(self.article.cover, spec)


def build_entries(articles: Iterable[ArticlePage]) -> list[Entry]:
    """The articles with columns, tags and authors. Three queries in all."""
    articles = list(articles)
    keys = [article.pk for article in articles]
    parents = {article.path[: -ArticlePage.steplen] for article in articles}
    columns = {column.path: column for column in NewsIndexPage.objects.filter(path__in=parents)}
    tags = group_by_article(
        ArticleTag.objects.filter(content_object__in=keys).order_by("pk"), "content_object_id", "tag__name"
    )
    authors = group_by_article(ArticleAuthor.objects.filter(page__in=keys).order_by("sort_order"), "page_id", "name")
    return [
        Entry(
            article,
            columns.get(article.path[: -ArticlePage.steplen]),
            tags.get(article.pk, []),
            [*authors.get(article.pk, []), *([article.byline] if article.byline else [])],
        )
        for article in articles
    ]


def group_by_article(rows, key: str, value: str) -> dict[int, list[str]]:
    """Values of the field `value` by the article id in the field `key`."""
    found: dict[int, list[str]] = {}
    for article, text in rows.values_list(key, value):
        found.setdefault(article, []).append(text)
    return found
