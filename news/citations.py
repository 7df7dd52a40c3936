"""Which documents an article cites, kept in a table so that others citing the same are found by one query."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.folding import fold

LONGEST_KEY = 150
WITH_ITS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class CitedDocument(models.Model):
    """A document that the published body of an article cites; written at publication, never by hand."""

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="cited_documents")
    key = models.CharField(max_length=LONGEST_KEY, db_index=True)

    class Meta:
        verbose_name = _("văn bản được dẫn")
        verbose_name_plural = _("văn bản được dẫn")
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_row_for_a_cited_document")]

    def __str__(self):
        return self.key


def document_key(number: str, day: str) -> str:
    """What tells one document from another: `118/2025/NĐ-CP` -> `118 2025 nd cp`, and the day (ISO) where it needs it.

    Numbers begin at 1 again each year, so one without a year in it stands for many documents: `37/QĐ-UBND`.
    """
    folded = fold(number)
    return (folded if WITH_ITS_YEAR.search(folded) or not day else f"{folded} {day}")[:LONGEST_KEY]


def keys_of(body) -> set[str]:
    """The documents that a body cites."""
    cited = (block["value"] for block in body.raw_data if block["type"] == "citation")
    return {document_key(value["number"], str(value.get("date") or "")) for value in cited if fold(value["number"])}


def keep_citations(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`: the table says what the body of the live article cites."""
    if not instance.live:
        return
    wanted = keys_of(instance.body)
    stored = set(CitedDocument.objects.filter(article=instance).values_list("key", flat=True))
    CitedDocument.objects.filter(article=instance, key__in=stored - wanted).delete()
    CitedDocument.objects.bulk_create(CitedDocument(article=instance, key=key) for key in sorted(wanted - stored))


def connect():
    from wagtail.signals import page_published

    from news.models import ArticlePage

    page_published.connect(keep_citations, sender=ArticlePage, dispatch_uid="news.keep_citations")
