"""The comments below an article, and whether new ones may be written."""

from __future__ import annotations

from django.core.cache import cache
from wagtail.models import Site

from news.comments.models import Comment, CommentSettings

REMEMBERED = 60  # seconds; the key changes with the content anyway


def comments_context(request, article) -> dict:
    """For the page of an article: one query."""
    return {"comments": thread_of(article), "takes_comments": takes_comments(request, article)}


def thread_of(article) -> list[Comment]:
    """The comments that answer none, the oldest first, each with its `answers`."""
    if article.pk not in cache.get_or_set("commented_articles", commented_articles, REMEMBERED):
        return []
    rows = list(Comment.objects.filter(article=article).select_related("unit"))
    first = {row.pk: row for row in rows if row.parent_id is None}
    for row in first.values():
        row.answers = []
    for row in rows:
        if row.parent_id in first:
            first[row.parent_id].answers.append(row)
    return list(first.values())


def commented_articles() -> set[int]:
    """The articles with comments: few, and asked for once until the content changes instead of once a page."""
    return set(Comment.objects.values_list("article_id", flat=True))


def takes_comments(request, article) -> bool:
    """Whether readers may comment on the article. Reading the setting writes nothing, as Wagtail's own way does."""
    site = Site.find_for_request(request)
    if site is None or article.pk is None or not article.allows_comments:  # no key: the preview of a new article
        return False
    return cache.get_or_set(f"comments.{site.pk}", lambda: is_open(site), REMEMBERED)


def is_open(site: Site) -> bool:
    return not CommentSettings.objects.filter(site=site, accepts=False).exists()
