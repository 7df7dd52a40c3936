"""Articles related to one (Tin liên quan).

Articles are related if they share a keyword or a cited document. They are sorted by points:

- each shared document: 4 points, as few articles cite the same decision;
- each shared keyword: 3 points;
- the same posting unit: 2 points;
- the same column, desks included: 1 point.

With equal points the newer one comes first. Sharing only a unit or a column is not enough: those have lists of their
own. Views do not count, so the list is the same for every reader at any time.
docs/so-tay-bien-tap.md explains this to editors.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import connection

from news.citations import get_citation_keys
from news.keywords import Keyword
from news.querysets import build_restriction_sql

MAX_RELATED = 5
MAX_OTHERS = 5  # articles of the same column below one
DOCUMENT_POINTS, KEYWORD_POINTS, UNIT_POINTS, COLUMN_POINTS = 4, 3, 2, 1

# Raw SQL in one query, since every article page runs it: building it with the ORM took 6 ms of the page's 26.
LINK_COLUMNS = "p.id, p.title, p.url_path, p.first_published_at"
RELATED_SQL = f"""
    SELECT * FROM (
        SELECT {LINK_COLUMNS}, 'related' AS place,
            found.points + CASE WHEN a.unit_id = %%s THEN {UNIT_POINTS} ELSE 0 END
            + CASE WHEN p.path LIKE %%s THEN {COLUMN_POINTS} ELSE 0 END AS worth
        FROM (
            SELECT article, SUM(points) AS points FROM (
                SELECT content_object_id AS article, {KEYWORD_POINTS} AS points FROM news_articletag
                WHERE tag_id IN (%(tags)s)
                UNION ALL
                SELECT article_id, {DOCUMENT_POINTS} FROM news_articlecitation WHERE key IN (%(keys)s)
            ) AS shared GROUP BY article
        ) AS found
        JOIN news_articlepage a ON a.page_ptr_id = found.article
        JOIN wagtailcore_page p ON p.id = found.article
        WHERE p.live AND p.id <> %%s%(readable)s
        ORDER BY worth DESC, p.first_published_at DESC, p.id DESC
        LIMIT {MAX_RELATED}
    ) AS related
"""  # noqa: S608 (numbers and columns of our own)
# The bound is repeated so that the index on the publication date is used; the OR alone scans all articles.
NEIGHBOUR_SQL = f"""
    SELECT * FROM (
        SELECT {LINK_COLUMNS}, '%(place)s' AS place, 0 AS worth
        FROM wagtailcore_page p JOIN news_articlepage a ON a.page_ptr_id = p.id
        WHERE p.live AND p.path LIKE %%s AND p.first_published_at %(side)s= %%s
            AND (p.first_published_at %(side)s %%s OR p.id %(side)s %%s)%(readable)s
        ORDER BY p.first_published_at %(way)s, p.id %(way)s LIMIT 1
    ) AS %(place)s
"""  # noqa: S608
NEWER = {"place": "newer", "side": ">", "way": "ASC"}
OLDER = {"place": "older", "side": "<", "way": "DESC"}


class LinkedArticle(NamedTuple):
    """An article as a link shows it. `place` is related, newer or older; `worth` its points."""

    pk: int
    title: str
    url_path: str
    published: datetime.datetime | None
    place: str
    worth: int


def build_related_context(article, column) -> dict:
    """Context for the lists below an article; no article is in both. Two queries, with that of the keywords.

    `column` is the column of the newer, older and other articles, or None.
    """
    keywords = article.keywords
    found = find_linked_articles(article, keywords, column)
    related = [other for other in found if other.place == "related"]  # a UNION has no guaranteed order
    related.sort(key=lambda other: (other.worth, other.published, other.pk), reverse=True)
    newer = next((other for other in found if other.place == "newer"), None)
    older = next((other for other in found if other.place == "older"), None)
    known = {article.pk, *(other.pk for other in found)}
    others = [other for other in column.newest if other.pk not in known][:MAX_OTHERS] if column else []
    return {"keywords": keywords, "related": related, "newer": newer, "older": older, "others": others}


def find_linked_articles(article, keywords: list[Keyword], column) -> list[LinkedArticle]:
    """Readable articles with their `place`: at most `MAX_RELATED` related, the most related first, and the next newer
    and the next older of the column. One query, and none asked for no reason."""
    tags, keys = [keyword.pk for keyword in keywords if keyword.pk], sorted(get_citation_keys(article.body))
    readable, paths = build_restriction_sql("p")
    below = f"{column.path}%" if column else ""
    parts, parameters = [], []
    if tags or keys:
        parts.append(
            RELATED_SQL % {"tags": make_placeholders(tags), "keys": make_placeholders(keys), "readable": readable}
        )
        parameters += [article.unit_id, below, *tags, *keys, article.pk, *paths]
    if column and article.first_published_at:
        parts += [NEIGHBOUR_SQL % {**side, "readable": readable} for side in (NEWER, OLDER)]
        moment = connection.ops.adapt_datetimefield_value(article.first_published_at)
        parameters += [below, moment, moment, article.pk, *paths] * 2
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [LinkedArticle(*row)._replace(published=make_aware(row[3])) for row in cursor.fetchall()]


def make_aware(moment) -> datetime.datetime | None:
    """A moment from raw SQL with its time zone: SQLite returns UTC without one."""
    if isinstance(moment, str):
        moment = datetime.datetime.fromisoformat(moment)
    return moment.replace(tzinfo=datetime.UTC) if moment and moment.tzinfo is None else moment


def make_placeholders(values: list) -> str:
    """`%s, %s` for an SQL IN (…); NULL for no values."""
    return ", ".join(["%s"] * len(values)) or "NULL"
