"""Documents that articles cite: chosen from the list, or typed in by number and date.

Citations of published articles are also stored as rows, since searching all bodies would be too slow.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.numbers import MAX_NUMBER_LENGTH, NumberKeyField, make_number_key
from foundations.legal_documents.querysets import Citation

MAX_KEY_LENGTH = MAX_NUMBER_LENGTH + 11  # number, blank, ISO date
HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class ArticleCitation(models.Model):
    """One document that the published version of an article cites."""

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="citations")
    document = models.ForeignKey(LegalDocument, models.CASCADE, null=True, related_name="+")
    number = models.CharField(max_length=MAX_NUMBER_LENGTH, blank=True)
    number_key = NumberKeyField("number")
    issued_on = models.DateField(null=True)
    key = models.CharField(max_length=MAX_KEY_LENGTH, db_index=True)

    class Meta:
        verbose_name = _("văn bản được dẫn")
        verbose_name_plural = _("văn bản được dẫn")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_row_for_a_cited_document")]

    def __str__(self):
        return self.number or str(self.document)


@dataclass(frozen=True)
class ShownCitation:
    """A citation as readers see it: typed values, completed from the chosen or matching document."""

    number: str
    date: object
    agency: str
    title: str
    language: str
    link: str
    document: LegalDocument | None


def get_citation_values(body) -> Iterator:
    """Values of the citation blocks of a body."""
    return (block.value for block in body if block.block_type == "citation")


def make_document_key(number: str, day: datetime.date | None) -> str:
    """The identity of a document: `118/2025/NĐ-CP` -> `118 2025 ndcp`.

    Numbering restarts every year, so a number without a year (`37/QĐ-UBND`) needs the date too.
    """
    key = make_number_key(number)
    return key if HAS_YEAR.search(key) or not day else f"{key} {day.isoformat()}"


def get_citation_key(value) -> str:
    """The `make_document_key` of a citation block; empty if it names no document."""
    document = value.get("document")
    number = value.get("number") or (document.number if document else "")
    return make_document_key(number, value.get("date") or (document.issued_on if document else None)) if number else ""


def get_citation_keys(body) -> set[str]:
    """The keys of all documents cited in a body, to find other articles that cite them."""
    return {key for value in get_citation_values(body) if (key := get_citation_key(value))}


def get_typed_citation(value) -> Citation:
    """Number and date as typed into a citation block."""
    return value.get("number") or "", value.get("date")


def find_cited_documents(body) -> dict[Citation, LegalDocument]:
    """Listed documents that match the typed citations of a body. One query; none without typed citations."""
    return LegalDocument.objects.plainly_cited_as(
        get_typed_citation(value)
        for value in get_citation_values(body)
        if value.get("number") and not value.get("document")
    )


def build_citation(value, known: dict[Citation, LegalDocument]) -> ShownCitation:
    """What a citation block shows: typed values first, then those of the document."""
    document = value.get("document") or known.get(get_typed_citation(value))
    return ShownCitation(
        number=value.get("number") or (document.number if document else ""),
        date=value.get("date") or (document.issued_on if document else None),
        agency=value.get("agency") or (document.agency if document else ""),
        title=value.get("title") or (document.abstract if document else ""),
        language=value.get("language") or "",
        link=value.get("link") or "",
        document=document,
    )


def store_citations(sender, instance, **_kwargs) -> None:
    """Receiver of Wagtail's `page_published`: replaces the stored citations of the article."""
    by_key = {key: value for value in get_citation_values(instance.body) if (key := get_citation_key(value))}
    ArticleCitation.objects.filter(article=instance).delete()
    ArticleCitation.objects.bulk_create(
        ArticleCitation(
            article=instance,
            document=value.get("document"),
            number=(value.get("number") or "")[:MAX_NUMBER_LENGTH],
            issued_on=value.get("date"),
            key=key,
        )
        for key, value in by_key.items()
    )
