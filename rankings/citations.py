"""The decisions that announce editions, as documents of the site's list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundations.legal_documents import citing
from foundations.legal_documents.citing import MAX_SHOWN, CitingLink
from foundations.legal_documents.models import LegalDocument
from rankings.models import RankingPage


def decision_of(edition: RankingPage) -> LegalDocument | None:
    """The document that announced the edition, where the site's list has it: one query, none without a number."""
    if not edition.decision_number:
        return None
    announced = edition.decision_number, edition.decision_date
    return LegalDocument.objects.with_status().cited_as([announced]).get(announced)


def who_cites(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """Readable editions that the document announced, latest first: how many, and the first of them. Two queries."""
    editions = RankingPage.objects.readable().filter(meaning.build_filter("decision_key", "decision_date"))
    shown = [CitingLink(each.title, each.url) for each in editions.latest_first()[:MAX_SHOWN]]
    return editions.count() if len(shown) == MAX_SHOWN else len(shown), shown


def connect() -> None:
    citing.register("rankings", _("Kỳ xếp hạng"), who_cites)
