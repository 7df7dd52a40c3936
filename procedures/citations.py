"""Documents that procedures rest on or are announced by, as documents of the site's list."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundations.legal_documents import citing
from foundations.legal_documents.citing import MAX_SHOWN, CitingLink
from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.querysets import Citation
from procedures.models import LegalBasis, ListDecision, Procedure


def documents_of(procedure: Procedure, items) -> dict[Citation, LegalDocument]:
    """The documents of its legal bases, of the decision it names and of those in `items`: one query at most."""
    bases = [(basis.number, basis.issued_on) for basis in procedure.legal_bases.all()]
    decisions = [(item.decision.number, item.decision.issued_on) for item in items]
    asked = [*bases, *decisions, (procedure.decision_number, None)]
    return LegalDocument.objects.with_status().cited_as(each for each in asked if each[0])


def procedures_on(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """Live procedures with the document as legal basis or announcing decision: how many, and the first. Two queries."""
    bases = LegalBasis.objects.filter(meaning.build_filter("number_key", "issued_on"))
    resting = Q(pk__in=bases.values("procedure"))
    procedures = (
        Procedure.objects.live().filter(resting | meaning.build_filter("decision_key")).order_by("sort_key", "code")
    )
    found = procedures.only("code", "name")[:MAX_SHOWN]
    shown = [
        CitingLink(each.name, each.get_absolute_url(), each.code if each.has_national_code else "") for each in found
    ]
    return procedures.count() if len(shown) == MAX_SHOWN else len(shown), shown


def list_decisions(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """The entry of the document among the list decisions, where it is one. One query."""
    found = ListDecision.objects.filter(meaning.build_filter("number_key", "issued_on"))[:MAX_SHOWN]
    shown = [CitingLink(str(each), each.get_absolute_url()) for each in found]
    return len(shown), shown


def connect() -> None:
    citing.register("procedures", _("Thủ tục hành chính"), procedures_on)
    citing.register("decisions", _("Quyết định công bố danh mục thủ tục"), list_decisions)
