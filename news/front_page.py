"""The newest articles of each column for the home page, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber, Substr
from wagtail.models import Page

from news.models import ArticlePage, NewsIndexPage

ARTICLES_PER_COLUMN = 4


@dataclass(frozen=True)
class FrontPageColumn:
    """A column with its newest articles."""

    column: NewsIndexPage
    articles: list[ArticlePage]


def find_newest_per_column(home: Page, exclude: list[ArticlePage]) -> list[FrontPageColumn]:
    """Each column right below the home page with its newest articles, in tree order.

    Articles of desks and nested columns belong to the top column. Articles in `exclude` and columns without
    articles are left out.
    """
    columns = list(NewsIndexPage.objects.child_of(home).live().public())
    width = len(home.path) + Page.steplen
    rank = Window(
        RowNumber(), partition_by=Substr("path", 1, width), order_by=[F("first_published_at").desc(), F("pk").desc()]
    )
    articles = ArticlePage.objects.descendant_of(home).readable().exclude(pk__in=[article.pk for article in exclude])
    newest = articles.annotate(rank=rank).filter(rank__lte=ARTICLES_PER_COLUMN).newest_first().for_listing()
    by_column: dict[str, list[ArticlePage]] = {}
    for article in newest:
        by_column.setdefault(article.path[:width], []).append(article)
    return [FrontPageColumn(column, by_column[column.path]) for column in columns if column.path in by_column]
