"""Articles as machines are told of them: in feeds, in the JSON interface and in the sitemap."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from foundations.delivery.addresses import make_absolute
from foundations.uploads.models import RENDITIONS
from news.linked_pictures import LinkedPicture, make_linked_picture
from news.models import ArticleAuthor, ArticlePage, ArticleTag, NewsIndexPage


def permanent_id(article: ArticlePage) -> str:
    """A name of the article that stays when its address changes (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:tin-bai-{article.pk}"


@dataclass(frozen=True)
class Entry:
    """An article with what stands around it."""

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
        """When it was last published; never before the first time."""
        return max(self.article.last_published_at or self.published, self.published)

    @property
    def image(self) -> LinkedPicture | None:
        """The cover as lists show it; None without one, or where its file is lost."""
        spec = next(each for each in RENDITIONS["listing"] if "640x400" in each and "jpeg" in each)
        return make_linked_picture(self.article.cover, spec)


def entries(articles: Iterable[ArticlePage]) -> list[Entry]:
    """The articles with columns, tags and authors: three queries for all of them together."""
    articles = list(articles)
    keys = [article.pk for article in articles]
    parents = {article.path[: -ArticlePage.steplen] for article in articles}
    columns = {column.path: column for column in NewsIndexPage.objects.filter(path__in=parents)}
    tags = by_article(
        ArticleTag.objects.filter(content_object__in=keys).order_by("pk"), "content_object_id", "tag__name"
    )
    authors = by_article(ArticleAuthor.objects.filter(page__in=keys).order_by("sort_order"), "page_id", "name")
    return [
        Entry(
            article,
            columns.get(article.path[: -ArticlePage.steplen]),
            tags.get(article.pk, []),
            [*authors.get(article.pk, []), *([article.byline] if article.byline else [])],
        )
        for article in articles
    ]


def by_article(rows, key: str, value: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for article, text in rows.values_list(key, value):
        found.setdefault(article, []).append(text)
    return found
