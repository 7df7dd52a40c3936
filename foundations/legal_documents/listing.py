"""One page of the public list: what the address asks, what is found, and the links that narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundations.legal_documents.choices import Kind, Status
from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.querysets import DocumentQuerySet

PER_PAGE = 20
LONGEST_QUERY = 200
QUERY = "q"
HEADINGS = {
    "loai": _("Loại văn bản"),
    "co-quan": _("Cơ quan ban hành"),
    "nam": _("Năm ban hành"),
    "hieu-luc": _("Hiệu lực"),
}
FIELDS = {"loai": "kind", "co-quan": "agency_slug", "nam": "issued_on__year", "hieu-luc": "status_now"}


@dataclass(frozen=True)
class Choice:
    """A value of a filter as a link, with how many documents it would leave."""

    label: str
    count: int
    address: str
    chosen: bool


class Listing:
    """What the parameters of an address ask of the list; six queries, whatever it holds."""

    def __init__(self, parameters: QueryDict):
        self.words = parameters.get(QUERY, "").strip()[:LONGEST_QUERY]
        given = {name: parameters.get(name, "")[:255] for name in HEADINGS}
        self.chosen = {name: value for name, value in given.items() if value}
        self.number_of_page = parameters.get("page")

    @cached_property
    def page(self):
        found = self.found().select_related("unit").newest_first()
        return Paginator(found, PER_PAGE).get_page(self.number_of_page)

    def found(self, but: str = "") -> DocumentQuerySet:
        """What the words and all chosen filters leave, or all `but` one."""
        documents = LegalDocument.objects.with_status()
        if self.words:
            documents = documents.matching(self.words)
        for name, value in self.chosen.items():
            if name == "nam" and name != but:
                known = value.isascii() and value.isdigit() and len(value) == 4
                documents = documents.issued_in(int(value)) if known and int(value) else documents.none()
            elif name != but:
                documents = documents.filter(**{FIELDS[name]: value})
        return documents

    def filters(self) -> list[tuple[str, str, list[Choice]]]:
        """Each filter: its name in the address, its heading, its values."""
        return [(name, str(heading), self.choices(name)) for name, heading in HEADINGS.items()]

    def choices(self, name: str) -> list[Choice]:
        field = FIELDS[name]
        counted = self.found(but=name).order_by().values(field).annotate(total=Count("pk"), label=Max("agency"))
        rows = [(str(row[field]), row["total"], row["label"]) for row in counted]
        match name:
            case "nam":
                rows.sort(reverse=True)
            case "co-quan":
                rows.sort(key=lambda row: (-row[1], row[2]))
            case _:
                order = (Kind if name == "loai" else Status).values
                rows.sort(key=lambda row: order.index(row[0]))
        return [
            Choice(self.label(name, value, agency), total, self.address(name, value), self.chosen.get(name) == value)
            for value, total, agency in rows
        ]

    def label(self, name: str, value: str, agency: str = "") -> str:
        """What a value of a filter is called; an unknown one by itself."""
        if name in {"loai", "hieu-luc"}:
            choices = Kind if name == "loai" else Status
            return str(choices(value).label) if value in choices.values else value
        return agency or value if name == "co-quan" else value

    def address(self, name: str, value: str) -> str:
        """The address with the filter set to `value`, or without it where it is already."""
        chosen = {**self.chosen, name: value}
        if self.chosen.get(name) == value:
            del chosen[name]
        asked = {**({QUERY: self.words} if self.words else {}), **chosen}
        return f"?{urlencode(asked)}" if asked else "?"

    @property
    def query(self) -> str:
        """What the address asks, for the downloads."""
        asked = {**({QUERY: self.words} if self.words else {}), **self.chosen}
        return f"?{urlencode(asked)}" if asked else ""
