"""Documents that articles cite: chosen from the list, or typed in by number and date.

What published articles cite is kept in rows, as no database finds a number inside a body at a tolerable cost.
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

LONGEST_KEY = MAX_NUMBER_LENGTH + 11  # and a day
WITH_ITS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class ArticleCitation(models.Model):
    """One document that the published version of an article cites."""

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="citations")
    document = models.ForeignKey(LegalDocument, models.CASCADE, null=True, related_name="+")
    number = models.CharField(max_length=MAX_NUMBER_LENGTH, blank=True)
    number_key = NumberKeyField("number")
    issued_on = models.DateField(null=True)
    key = models.CharField(max_length=LONGEST_KEY, db_index=True)

    class Meta:
        verbose_name = _("văn bản được dẫn")
        verbose_name_plural = _("văn bản được dẫn")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_row_for_a_cited_document")]

    def __str__(self):
        return self.number or str(self.document)


@dataclass(frozen=True)
class Cited:
    """A citation as readers see it: what was typed, and what the chosen or found document knows besides."""

    number: str
    date: object
    agency: str
    title: str
    language: str
    link: str
    document: LegalDocument | None


def citations_in(body) -> Iterator:
    """The citation blocks of a body."""
    return (block.value for block in body if block.block_type == "citation")


def document_key(number: str, day: datetime.date | None) -> str:
    """What tells one document from another: `118/2025/NĐ-CP` -> `118 2025 ndcp`, and the day where it needs it.

    Numbers begin at 1 again each year, so one without a year in it stands for many documents: `37/QĐ-UBND`.
    """
    key = make_number_key(number)
    return key if WITH_ITS_YEAR.search(key) or not day else f"{key} {day.isoformat()}"


def key_of(value) -> str:
    """The key of what a citation block names; empty where it names nothing."""
    document = value.get("document")
    number = value.get("number") or (document.number if document else "")
    return document_key(number, value.get("date") or (document.issued_on if document else None)) if number else ""


def keys_of(body) -> set[str]:
    """The keys of the documents that a body cites, to find others that cite them."""
    return {key for value in citations_in(body) if (key := key_of(value))}


def typed(value) -> Citation:
    return value.get("number") or "", value.get("date")


def documents_cited(body) -> dict[Citation, LegalDocument]:
    """The documents that typed citations of a body mean: one query, none where nothing is cited."""
    return LegalDocument.objects.plainly_cited_as(
        typed(value) for value in citations_in(body) if value.get("number") and not value.get("document")
    )


def cited(value, known: dict[Citation, LegalDocument]) -> Cited:
    """What one citation block shows; typed facts before those of the document."""
    document = value.get("document") or known.get(typed(value))
    return Cited(
        number=value.get("number") or (document.number if document else ""),
        date=value.get("date") or (document.issued_on if document else None),
        agency=value.get("agency") or (document.agency if document else ""),
        title=value.get("title") or (document.abstract if document else ""),
        language=value.get("language") or "",
        link=value.get("link") or "",
        document=document,
    )


def keep_citations(sender, instance, **_kwargs) -> None:
    """Receiver of Wagtail's `page_published`: writes down anew what the article cites."""
    by_key = {key: value for value in citations_in(instance.body) if (key := key_of(value))}
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
