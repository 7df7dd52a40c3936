"""Queries on documents for pages, exports and other apps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from foundations.legal_documents.choices import ENDING, Effect, Status
from foundations.legal_documents.numbers import make_number_key, split_tokens
from foundations.vietnamese.folding import fold

Citation = tuple[str, datetime.date | None]  # a number as typed, and the date of issue if given
MAX_WORDS = 20
MAX_NUMBERS = 3  # that are looked for in one text
MAX_BEGUN = 3  # documents whose number begins as typed
TYPED_NUMBER = re.compile(r"\d+/(?:[\w/-]*[^\W\d_][\w/-]*|(?:19|20)\d\d\b)")
SELECT_BY_KEYS = "SELECT * FROM legal_documents_legaldocument WHERE number_key IN (%s)"


class DocumentQuerySet(models.QuerySet):
    """Words of queries on documents."""

    def newest_first(self) -> DocumentQuerySet:
        return self.order_by("-issued_on", "-pk")

    def issued_in(self, year: int) -> DocumentQuerySet:
        return self.filter(issued_on__year=year)

    def matching(self, words: str) -> DocumentQuerySet:
        """Documents with each of the words, with or without accents; digits only match whole numbers."""
        found, key = self, make_number_key(words)
        asked = Q()
        for word in fold(words).split()[:MAX_WORDS]:
            for token in split_tokens(word):
                asked &= Q(folded__contains=f" {token} " if token.isdigit() else f" {token}")
        return found.filter(asked | Q(number_key=key)) if key else found.none()

    def find_by_number(self, text: str) -> list[int]:
        """Keys of the documents whose number stands in the text, newest first: whole (`37/QĐ-UBND`), or its beginning
        with the year (`nghị định 168/2025`). No query if there is none in it, else one or two for each.
        """
        found: list[int] = []
        for number in TYPED_NUMBER.findall(text)[:MAX_NUMBERS]:
            key, ordered = make_number_key(number), self.newest_first()
            begun = ordered.filter(number_key__startswith=f"{key} ").values_list("pk", flat=True)[:MAX_BEGUN]
            found += ordered.filter(number_key=key).values_list("pk", flat=True) or begun
        return list(dict.fromkeys(found))

    def with_status(self, day: datetime.date | None = None) -> DocumentQuerySet:
        """Annotates `status_now`: from the dates, else the stated status, else from what other documents do to it."""
        today = day or timezone.localdate()
        effects = apps.get_model("legal_documents", "Relation").objects.filter(target=OuterRef("pk"))
        working = effects.filter(Q(source__effective_on__lte=today) | Q(source__effective_on=None))
        unstated = Q(stated_status=Status.UNKNOWN)
        begun = Q(effective_on__lte=today)
        return self.annotate(
            status_now=Case(
                When(expires_on__lt=today, then=Value(Status.OVER)),
                When(effective_on__gt=today, then=Value(Status.NOT_YET)),
                When(~unstated & ~Q(stated_status=Status.NOT_YET), then="stated_status"),
                When(Exists(working.filter(effect__in=ENDING)), then=Value(Status.OVER)),
                When(Exists(working.filter(effect=Effect.ABOLISHES_PART)), then=Value(Status.PARTLY)),
                When(begun, then=Value(Status.IN_FORCE)),
                default="stated_status",
                output_field=models.CharField(),
            )
        )

    def cited_as(self, citations: Iterable[Citation]) -> dict[Citation, models.Model]:
        """The document of each citation; left out if the number is unknown or belongs to several documents.

        One query, or none without citations. Call `with_status()` first if the status is shown (costs a millisecond).
        """
        return match_citations(citations, lambda keys: self.filter(number_key__in=keys))

    def plainly_cited_as(self, citations: Iterable[Citation]) -> dict[Citation, models.Model]:
        """The same without the status, in plain SQL for speed: every article page calls it."""
        return match_citations(citations, lambda keys: self.raw(SELECT_BY_KEYS % ", ".join(["%s"] * len(keys)), keys))


def match_citations(
    citations: Iterable[Citation], ask: Callable[[list[str]], Iterable]
) -> dict[Citation, models.Model]:
    """The document of each citation among those that `ask` returns for number keys."""
    asked = {(number, day): make_number_key(number) for number, day in citations}
    keys = sorted({key for key in asked.values() if key})
    by_key: dict[str, list] = {}
    for document in ask(keys) if keys else ():
        by_key.setdefault(document.number_key, []).append(document)
    found = {}
    for (number, day), key in asked.items():
        meant = [each for each in by_key.get(key, []) if day is None or each.issued_on == day]
        if len(meant) == 1:
            found[number, day] = meant[0]
    return found
