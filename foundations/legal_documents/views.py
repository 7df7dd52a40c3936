"""The public pages of documents."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.legal_documents.choices import REVERSED, Effect
from foundations.legal_documents.citing import who_cites
from foundations.legal_documents.linked_data import legislation
from foundations.legal_documents.listing import Listing
from foundations.legal_documents.models import LegalDocument


def document_list(request):
    """All documents, newest first: search and filters."""
    listing = Listing(request.GET)
    context = {
        "title": _("Văn bản"),
        "listing": listing,
        "documents": listing.page,
        "filters": [each for each in listing.filters() if each[2]],
    }
    return render(request, "legal_documents/document_list.html", context)


def document(request, slug):
    """One document: its facts, what it does to others and they to it, who cites it."""
    found = LegalDocument.objects.with_status().select_related("unit", "file")
    shown = get_object_or_404(found, slug=slug)
    context = {
        "title": shown.title,
        "crumbs": [(reverse("legal_document_list"), _("Văn bản"))],
        "document": shown,
        "relations": relations_of(shown),
        "citing": who_cites(shown),
        "linked_data": legislation(shown),
        "share": {"description": shown.abstract, "type": "article"},
    }
    return render(request, "legal_documents/document.html", context)


def relations_of(document: LegalDocument) -> list[tuple[str, list]]:
    """What it does to others, then what they do to it: heading and (document, note)."""
    groups: dict[str, list] = {}
    for relation in document.effects.select_related("target").order_by("sort_order"):
        heading = str(Effect(relation.effect).label)
        groups.setdefault(heading, []).append((relation.target, relation.note))
    for relation in document.affected_by.select_related("source").order_by("source__issued_on", "pk"):
        heading = str(REVERSED[Effect(relation.effect)])
        groups.setdefault(heading, []).append((relation.source, relation.note))
    return list(groups.items())
