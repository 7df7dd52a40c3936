"""Demonstration documents: those that the demonstration's articles, rankings and procedures cite."""

from __future__ import annotations

from datetime import date

from foundations.legal_documents.models import LegalDocument, Relation
from foundations.units.models import Unit


def load_documents(data: dict, units: dict[str, Unit]) -> int:
    """Creates documents and their relations; returns how many."""
    stored: dict[str, LegalDocument] = {}
    for item in data["documents"]:
        document = LegalDocument(**{name: item[name] for name in ("number", "kind", "agency", "abstract", "source")})
        document.unit = units.get(item["unit"])
        document.issued_on = date.fromisoformat(item["issued_on"])
        document.effective_on = date.fromisoformat(item["effective_on"]) if item["effective_on"] else None
        document.full_clean()
        document.save()
        stored[item["number"]] = document
    for item in data["documents"]:
        for order, (effect, number) in enumerate(item["effects"]):
            relation = Relation(source=stored[item["number"]], effect=effect, target=stored[number], sort_order=order)
            relation.full_clean()
            relation.save()
    return len(stored)
