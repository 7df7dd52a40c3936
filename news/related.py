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

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from news.citations import ArticleCitation, keys_of
from news.keywords import ArticleTag, Keyword

RELATED_SHOWN = 5
OTHERS_SHOWN = 5  # articles of the same column below one
DOCUMENT_POINTS, KEYWORD_POINTS, UNIT_POINTS, COLUMN_POINTS = 4, 3, 2, 1


def around(article, column) -> dict:
    """What an article leads on to, no article twice in the two lists; three queries with those of the keywords.

    `column` is the one whose articles stand beside it, or None.
    """
    keywords = list(article.tags.all())
    related = related_to(article, keywords, column)
    beside = list(column.articles.beside(article)) if column and article.first_published_at else []
    newer = next((other for other in beside if order(other) > order(article)), None)
    older = next((other for other in beside if order(other) < order(article)), None)
    linked = {article.pk, *(other.pk for other in [*related, *beside])}
    others = [other for other in column.newest if other.pk not in linked][:OTHERS_SHOWN] if column else []
    return {"keywords": keywords, "related": related, "newer": newer, "older": older, "others": others}


def order(article) -> tuple:
    """What decides where an article stands in its column."""
    return article.first_published_at, article.pk


def related_to(article, keywords: list[Keyword], column) -> list:
    """At most `RELATED_SHOWN` readable articles, the most related first, in one query; none asked for no reason."""
    documents = keys_of(article.body)
    if not keywords and not documents:
        return []
    tagged = ArticleTag.objects.filter(tag__in=[keyword.pk for keyword in keywords if keyword.pk])
    cited = ArticleCitation.objects.filter(key__in=documents)
    points = shared(tagged, "content_object", KEYWORD_POINTS) + shared(cited, "article", DOCUMENT_POINTS)
    points += given(Q(unit=article.unit_id), UNIT_POINTS) if article.unit_id else Value(0)
    points += given(Q(path__startswith=column.path), COLUMN_POINTS) if column else Value(0)
    # A union: with OR between two lists SQLite reads every article there is.
    candidates = tagged.order_by().values("content_object").union(cited.values("article"))
    found = type(article).objects.readable().filter(pk__in=candidates).exclude(pk=article.pk)
    ordered = found.alias(points=points).order_by("-points", "-first_published_at", "-pk")
    return list(ordered.for_links()[:RELATED_SHOWN])


def shared(rows: QuerySet, name: str, worth: int):
    """Points for the rows that an article has among `rows`, which point to it by `name`."""
    number = rows.filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(number=Count("pk"))
    return Coalesce(Subquery(number.values("number")), 0) * worth


def given(condition: Q, worth: int) -> Case:
    return Case(When(condition, then=worth), default=0, output_field=IntegerField())
