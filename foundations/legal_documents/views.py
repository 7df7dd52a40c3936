"""The public pages of documents."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.legal_documents.choices import REVERSED, Effect
from foundations.legal_documents.citing import find_citing_groups
from foundations.legal_documents.linked_data import build_legislation
from foundations.legal_documents.listing import DocumentListing
from foundations.legal_documents.models import LegalDocument


def list_documents(request):
    """The list of all documents, newest first, with search and filters."""
    listing = DocumentListing(request.GET)
    context = {
        "title": _("Văn bản"),
        "listing": listing,
        "documents": listing.page,
        "filters": [each for each in listing.build_filters() if each[2]],
    }
    return render(request, "legal_documents/document_list.html", context)


def show_document(request, slug):
    """The page of one document: its data, relations to other documents, what cites it."""
    found = LegalDocument.objects.with_status().select_related("unit", "file")
    shown = get_object_or_404(found, slug=slug)
    context = {
        "title": shown.title,
        "crumbs": [(reverse("legal_document_list"), _("Văn bản"))],
        "document": shown,
        "relations": get_relations(shown),
        "citing": find_citing_groups(shown),
        "linked_data": build_legislation(shown),
        "share": {"description": shown.abstract, "type": "article"},
    }
    return render(request, "legal_documents/document.html", context)


def get_relations(document: LegalDocument) -> list[tuple[str, list]]:
    """Effects on other documents, then those of others on it: (heading, [(document, note)])."""
    groups: dict[str, list] = {}
    for relation in document.effects.select_related("target").order_by("sort_order"):
        heading = str(Effect(relation.effect).label)
        groups.setdefault(heading, []).append((relation.target, relation.note))
    for relation in document.affected_by.select_related("source").order_by("source__issued_on", "pk"):
        heading = str(REVERSED[Effect(relation.effect)])
        groups.setdefault(heading, []).append((relation.source, relation.note))
    return list(groups.items())
