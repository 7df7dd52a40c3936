"""Who cites a document: apps above register how to look it up among their things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from foundations.legal_documents.models import LegalDocument

MOST_SHOWN = 50  # of one kind; a law may be the basis of hundreds of procedures


@dataclass(frozen=True)
class Citing:
    """Something that cites a document, as a link."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """All things of one kind that cite a document; only the first ones are named."""

    heading: str
    total: int
    shown: list[Citing]

    @property
    def others(self) -> int:
        return self.total - len(self.shown)


Find = Callable[[LegalDocument, "Meaning"], tuple[int, Iterable[Citing]]]
_sources: dict[str, tuple[object, Find]] = {}


def register(name: str, heading, find: Find) -> None:
    """Shows on each document's page what `find` tells: how many readable things cite it, and the first of them.

    Called once, in the app's `ready()`. `find` makes a fixed number of queries.
    """
    _sources[name] = heading, find


class Meaning:
    """Which typed citations mean a document: by the same rule as `DocumentQuerySet.cited_as`, read the other way."""

    def __init__(self, document: LegalDocument):
        self.document = document
        others = LegalDocument.objects.filter(number_key=document.number_key).exclude(pk=document.pk)
        days = set(others.values_list("issued_on", flat=True))
        self.by_number, self.by_day = not days, document.issued_on not in days

    def typed(self, key: str, day: str = "") -> Q:
        """Rows whose field `key` (a NumberKeyField) and, where they have one, `day` mean the document."""
        number = Q(**{key: self.document.number_key})
        undated, dated = (
            Q(**{f"{day}__isnull": True}) if day else Q(),
            Q(**{day: self.document.issued_on}) if day else Q(),
        )
        meant = Q(pk__in=[])
        if self.by_number:
            meant |= number & undated
        if self.by_day and day:
            meant |= number & dated
        return meant


def who_cites(document: LegalDocument) -> list[Group]:
    """The kinds of things that cite it, each with its first ones; kinds without any are left out."""
    meaning, groups = Meaning(document), []
    for heading, find in _sources.values():
        total, shown = find(document, meaning)
        if total:
            groups.append(Group(str(heading), total, list(shown)))
    return groups
