"""The comments below an article, and whether new ones may be written."""

from __future__ import annotations

from django.core.cache import cache
from wagtail.models import Site

from news.comments.models import Comment, CommentSettings

CACHE_SECONDS = 60  # the cache is emptied when content changes


def build_comments_context(request, article) -> dict:
    """Context for the article page. At most one query."""
    return {"comments": build_thread(article), "takes_comments": accepts_comments(request, article)}


def build_thread(article) -> list[Comment]:
    """Top-level comments, oldest first, each with its `answers`."""
    if article.pk not in cache.get_or_set("commented_articles", find_commented_articles, CACHE_SECONDS):
        return []
    rows = list(Comment.objects.filter(article=article).select_related("unit"))
    first = {row.pk: row for row in rows if row.parent_id is None}
    for row in first.values():
        row.answers = []
    for row in rows:
        if row.parent_id in first:
            first[row.parent_id].answers.append(row)
    return list(first.values())


def find_commented_articles() -> set[int]:
    """Ids of articles with comments, so that most articles need no query."""
    return set(Comment.objects.values_list("article_id", flat=True))


def accepts_comments(request, article) -> bool:
    """Whether readers may comment on the article. Never creates the setting, as `CommentSettings.for_site` would."""
    site = Site.find_for_request(request)
    if site is None or article.pk is None or not article.allows_comments:  # no pk: preview of a new article
        return False
    return cache.get_or_set(f"comments.{site.pk}", lambda: is_site_open(site), CACHE_SECONDS)


def is_site_open(site: Site) -> bool:
    return not CommentSettings.objects.filter(site=site, accepts=False).exists()
