"""Articles related to one (Tin liên quan).

Related is what shares a keyword or a cited document with the article. Among these the order is by points:

- each document that both cite: 4 points, as few articles rest on the same decision;
- each keyword that both bear: 3 points;
- the same posting unit: 2 points;
- the same column, desks included: 1 point.

With equal points the newer one comes first. A unit or a column alone makes nothing related: those have lists of their
own. Views count for nothing, so that the list is the same for every reader and at every hour.
docs/so-tay-bien-tap.md says the same to editors.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import connection

from news.citations import keys_of
from news.keywords import Keyword
from news.querysets import restricted

RELATED_SHOWN = 5
OTHERS_SHOWN = 5  # articles of the same column below one
DOCUMENT_POINTS, KEYWORD_POINTS, UNIT_POINTS, COLUMN_POINTS = 4, 3, 2, 1

# Written out and asked as one, as each page of an article asks it: putting it together took Django three times as long
# as all else that the page asks, 6 ms of 26.
LINK = "p.id, p.title, p.url_path, p.first_published_at"
RELATED = f"""
    SELECT * FROM (
        SELECT {LINK}, 'related' AS place, found.points + CASE WHEN a.unit_id = %%s THEN {UNIT_POINTS} ELSE 0 END
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
        LIMIT {RELATED_SHOWN}
    ) AS related
"""  # noqa: S608 (numbers and columns of our own)
# The bound said twice, so that the index on the day of publication is used: an OR alone reads every article.
NEIGHBOUR = f"""
    SELECT * FROM (
        SELECT {LINK}, '%(place)s' AS place, 0 AS worth
        FROM wagtailcore_page p JOIN news_articlepage a ON a.page_ptr_id = p.id
        WHERE p.live AND p.path LIKE %%s AND p.first_published_at %(side)s= %%s
            AND (p.first_published_at %(side)s %%s OR p.id %(side)s %%s)%(readable)s
        ORDER BY p.first_published_at %(way)s, p.id %(way)s LIMIT 1
    ) AS %(place)s
"""  # noqa: S608
NEWER = {"place": "newer", "side": ">", "way": "ASC"}
OLDER = {"place": "older", "side": "<", "way": "DESC"}


class Linked(NamedTuple):
    """As much of an article as a link to it shows. `place` is one of related, newer, older."""

    pk: int
    title: str
    url_path: str
    published: datetime.datetime | None
    place: str
    worth: int


def around(article, column) -> dict:
    """What an article leads on to, no article twice in the two lists; two queries with that of the keywords.

    `column` is the one whose articles stand beside it, or None.
    """
    keywords = article.keywords
    found = linked(article, keywords, column)
    related = [other for other in found if other.place == "related"]  # no database promises the order of a union
    related.sort(key=lambda other: (other.worth, other.published, other.pk), reverse=True)
    newer = next((other for other in found if other.place == "newer"), None)
    older = next((other for other in found if other.place == "older"), None)
    known = {article.pk, *(other.pk for other in found)}
    others = [other for other in column.newest if other.pk not in known][:OTHERS_SHOWN] if column else []
    return {"keywords": keywords, "related": related, "newer": newer, "older": older, "others": others}


def linked(article, keywords: list[Keyword], column) -> list[Linked]:
    """Readable articles with their `place`: at most `RELATED_SHOWN` related, the most related first, and the next newer
    and the next older of the column. One query, and none asked for no reason."""
    tags, keys = [keyword.pk for keyword in keywords if keyword.pk], sorted(keys_of(article.body))
    readable, paths = restricted("p")
    below = f"{column.path}%" if column else ""
    parts, parameters = [], []
    if tags or keys:
        parts.append(RELATED % {"tags": marks(tags), "keys": marks(keys), "readable": readable})
        parameters += [article.unit_id, below, *tags, *keys, article.pk, *paths]
    if column and article.first_published_at:
        parts += [NEIGHBOUR % {**side, "readable": readable} for side in (NEWER, OLDER)]
        moment = connection.ops.adapt_datetimefield_value(article.first_published_at)
        parameters += [below, moment, moment, article.pk, *paths] * 2
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [Linked(*row)._replace(published=aware(row[3])) for row in cursor.fetchall()]


def aware(moment) -> datetime.datetime | None:
    """A moment as the database gives it: SQLite's are in UTC, without saying so."""
    if isinstance(moment, str):
        moment = datetime.datetime.fromisoformat(moment)
    return moment.replace(tzinfo=datetime.UTC) if moment and moment.tzinfo is None else moment


def marks(values: list) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"
