"""Procedures that rest on a document of the site's list, and list decisions that are one."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundations.legal_documents import citing
from foundations.legal_documents.citing import MAX_SHOWN, CitingLink
from foundations.legal_documents.models import LegalDocument
from procedures.models import LegalBasis, ListDecision, Procedure


def find_procedures(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """Live procedures with the document as legal basis or announcing decision: how many, and the first. Two queries."""
    bases = LegalBasis.objects.filter(meaning.build_filter("number_key", "issued_on"))
    resting = Q(pk__in=bases.values("procedure"))
    procedures = (
        Procedure.objects.live().filter(resting | meaning.build_filter("decision_key")).order_by("sort_key", "code")
    )
    found = procedures.only("code", "name")[:MAX_SHOWN]
    first = [
        CitingLink(each.name, each.get_absolute_url(), each.code if each.has_national_code else "") for each in found
    ]
    return procedures.count() if len(first) == MAX_SHOWN else len(first), first


def find_list_decisions(_document: LegalDocument, meaning) -> tuple[int, list[CitingLink]]:
    """The entry of the document among the list decisions, if it is one. One query."""
    found = ListDecision.objects.filter(meaning.build_filter("number_key", "issued_on"))[:MAX_SHOWN]
    first = [CitingLink(str(each), each.get_absolute_url()) for each in found]
    return len(first), first


def connect() -> None:
    citing.register("procedures", _("Thủ tục hành chính"), find_procedures)
    citing.register("decisions", _("Quyết định công bố danh mục thủ tục"), find_list_decisions)
