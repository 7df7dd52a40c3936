"""Keywords and authors of an article in one raw SQL query, three times faster than through the ORM.

Only for live articles: the child rows of a draft are not in the tables yet.
"""

from __future__ import annotations

from django.db import connection
from django.utils.functional import cached_property

from news.keywords import Keyword

KEYWORDS_AND_AUTHORS = """
    SELECT 'keyword' AS kind, k.id, k.name, k.slug, t.id AS place
    FROM news_articletag t JOIN news_keyword k ON k.id = t.tag_id WHERE t.content_object_id = %s
    UNION ALL
    SELECT 'author', id, name, '', sort_order FROM news_articleauthor WHERE page_id = %s
    ORDER BY place
"""


class ArticleRowsMixin:
    """An article's keywords and authors; `load_rows` sets them beforehand for a live page."""

    @cached_property
    def keywords(self) -> list[Keyword]:
        return list(self.tags.all())

    @cached_property
    def author_names(self) -> list[str]:
        return [author.name for author in self.authors.all()]

    @property
    def credited_authors(self) -> list[str]:
        """Names in the byline: the authors, then the collective byline."""
        return [*self.author_names, *([self.byline] if self.byline else [])]


def load_rows(article) -> None:
    """Sets `keywords` and `author_names` of a live article with one query instead of two."""
    with connection.cursor() as cursor:
        cursor.execute(KEYWORDS_AND_AUTHORS, [article.pk, article.pk])
        rows = cursor.fetchall()
    article.keywords = [Keyword(pk, name, slug) for kind, pk, name, slug, _place in rows if kind == "keyword"]
    article.author_names = [name for kind, _pk, name, _slug, _place in rows if kind == "author"]
