"""What cites a document: apps above register how to find it among their objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from foundations.legal_documents.models import LegalDocument

MAX_SHOWN = 50  # of one kind; a law may be cited by hundreds of procedures


@dataclass(frozen=True)
class CitingLink:
    """A link to an object that cites a document."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class CitingGroup:
    """Objects of one kind that cite a document: how many, and links to the first ones."""

    heading: str
    total: int
    shown: list[CitingLink]

    @property
    def others(self) -> int:
        return self.total - len(self.shown)


FindCitations = Callable[[LegalDocument, "CitationMeaning"], tuple[int, Iterable[CitingLink]]]
_sources: dict[str, tuple[object, FindCitations]] = {}


def register(name: str, heading, find: FindCitations) -> None:
    """Shows on each document's page what `find` returns: the number of public objects that cite it, and the first.

    Call it once, in `AppConfig.ready`. `find` must need a fixed number of queries.
    """
    _sources[name] = heading, find


class CitationMeaning:
    """Which citations mean a document: the rule of `DocumentQuerySet.cited_as` in the other direction."""

    def __init__(self, document: LegalDocument):
        self.document = document
        others = LegalDocument.objects.filter(number_key=document.number_key).exclude(pk=document.pk)
        days = set(others.values_list("issued_on", flat=True))
        self.by_number, self.by_day = not days, document.issued_on not in days

    def build_filter(self, key: str, day: str = "") -> Q:
        """A filter for rows that cite the document by the field `key` (a NumberKeyField) and the field `day`."""
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


def find_citing_groups(document: LegalDocument) -> list[CitingGroup]:
    """A group for each kind of object that cites the document; kinds without any are left out."""
    meaning, groups = CitationMeaning(document), []
    for heading, find in _sources.values():
        total, shown = find(document, meaning)
        if total:
            groups.append(CitingGroup(str(heading), total, list(shown)))
    return groups
