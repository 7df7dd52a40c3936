"""Where an edition's figures come from, for its page, its embeds and its files."""

from __future__ import annotations

from foundations.legal_documents.models import LegalDocument
from rankings.editions import Edition


def get_decision(edition: Edition) -> LegalDocument | None:
    """The document that announced the edition, if the site's list has it: one query, none without a number."""
    if not edition.decision_number:
        return None
    announced = edition.decision_number, edition.decision_date
    return LegalDocument.objects.with_status().cited_as([announced]).get(announced)


def get_source(edition: Edition) -> dict:
    """Publisher, decision, date, files and licence of an edition."""
    return {
        "publisher": edition.index.publisher,
        "decision": edition.decision_number,
        "document": get_decision(edition),
        "date": edition.decision_date,
        "text": edition.source,
        "url": edition.source_url,
        "file": edition.source_file,
        "licence": edition.index.licence,
    }
