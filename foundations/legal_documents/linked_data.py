"""A document as linked data: schema.org Legislation, as the European Legislation Identifier has it."""

from __future__ import annotations

from typing import Any

from foundations.delivery.addresses import make_absolute
from foundations.legal_documents.choices import Status
from foundations.legal_documents.models import LegalDocument

FORCE = {Status.IN_FORCE: "InForce", Status.PARTLY: "PartiallyInForce", Status.OVER: "NotInForce"}


def build_legislation(document: LegalDocument) -> dict[str, Any]:
    """A Legislation; unknown values are left out."""
    address = make_absolute(document.get_absolute_url())
    force = FORCE.get(document.status)
    data = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "name": document.title,
        "description": document.abstract,
        "inLanguage": "vi",
        "legislationIdentifier": document.number,
        "legislationType": str(document.get_kind_display()),
        "legislationDate": document.issued_on.isoformat(),
        "legislationDateOfApplicability": document.effective_on and document.effective_on.isoformat(),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.agency},
        "legislationLegalForce": force and f"https://schema.org/{force}",
        "sameAs": document.url,
    }
    return {name: value for name, value in data.items() if value}
