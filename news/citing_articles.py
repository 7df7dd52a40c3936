"""Articles that cite a document, for the page of that document."""

from __future__ import annotations

from django.db.models import Q
from django.utils.formats import date_format

from foundations.legal_documents.citing import MAX_SHOWN, CitingLink
from foundations.legal_documents.models import LegalDocument
from news.citations import ArticleCitation
from news.models import ArticlePage


def find_citing_articles(document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """The number of readable articles that cite the document, and the newest of them. Two queries."""
    rows = ArticleCitation.objects.filter(
        Q(document=document) | Q(document=None) & meaning.build_filter("number_key", "issued_on")
    )
    articles = ArticlePage.objects.readable().filter(pk__in=rows.values("article"))
    found = articles.newest_first().for_links()[:MAX_SHOWN]
    shown = [CitingLink(each.title, each.url, date_format(each.first_published_at, "d/m/Y")) for each in found]
    return articles.count() if len(shown) == MAX_SHOWN else len(shown), shown
