"""Editions that a document of the site's list announced."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundations.legal_documents import citing
from foundations.legal_documents.citing import MAX_SHOWN, CitingLink
from foundations.legal_documents.models import LegalDocument
from rankings.pages import RankingPage


def find_editions(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """Readable editions that the document announced, latest first: how many, and the first of them. Two queries."""
    editions = RankingPage.objects.readable().filter(meaning.build_filter("decision_key", "decision_date"))
    first = [CitingLink(each.title, each.url) for each in editions.latest_first()[:MAX_SHOWN]]
    return editions.count() if len(first) == MAX_SHOWN else len(first), first


def connect() -> None:
    citing.register("rankings", _("Kỳ xếp hạng"), find_editions)
