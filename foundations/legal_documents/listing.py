"""One page of the public list: search words and filters of the address, results, links of the filters."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundations.legal_documents.choices import DocumentKind, Status
from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.querysets import DocumentQuerySet

PER_PAGE = 20
MAX_QUERY_LENGTH = 200
QUERY_PARAMETER = "q"
HEADINGS = {
    "loai": _("Loại văn bản"),
    "co-quan": _("Cơ quan ban hành"),
    "nam": _("Năm ban hành"),
    "hieu-luc": _("Hiệu lực"),
}
FIELDS = {"loai": "kind", "co-quan": "agency_slug", "nam": "issued_on__year", "hieu-luc": "status_now"}


@dataclass(frozen=True)
class FilterChoice:
    """A value of a filter as a link, with the number of documents it would find."""

    label: str
    count: int
    address: str
    chosen: bool


class DocumentListing:
    """The list for the parameters of an address. Always six queries."""

    def __init__(self, parameters: QueryDict):
        self.words = parameters.get(QUERY_PARAMETER, "").strip()[:MAX_QUERY_LENGTH]
        given = {name: parameters.get(name, "")[:255] for name in HEADINGS}
        self.chosen = {name: value for name, value in given.items() if value}
        self.number_of_page = parameters.get("page")

    @cached_property
    def page(self):
        found = self.find_documents().select_related("unit").newest_first()
        return Paginator(found, PER_PAGE).get_page(self.number_of_page)

    def find_documents(self, but: str = "") -> DocumentQuerySet:
        """Documents with the words and all chosen filters, except the filter `but`."""
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

    def build_filters(self) -> list[tuple[str, str, list[FilterChoice]]]:
        """(parameter, heading, choices) of each filter."""
        return [(name, str(heading), self.build_choices(name)) for name, heading in HEADINGS.items()]

    def build_choices(self, name: str) -> list[FilterChoice]:
        field = FIELDS[name]
        counted = (
            self.find_documents(but=name).order_by().values(field).annotate(total=Count("pk"), label=Max("agency"))
        )
        rows = [(str(row[field]), row["total"], row["label"]) for row in counted]
        match name:
            case "nam":
                rows.sort(reverse=True)
            case "co-quan":
                rows.sort(key=lambda row: (-row[1], row[2]))
            case _:
                order = (DocumentKind if name == "loai" else Status).values
                rows.sort(key=lambda row: order.index(row[0]))
        return [
            FilterChoice(
                self.get_label(name, value, agency),
                total,
                self.make_address(name, value),
                self.chosen.get(name) == value,
            )
            for value, total, agency in rows
        ]

    def get_label(self, name: str, value: str, agency: str = "") -> str:
        """The label of a filter's value; the value itself if it is unknown."""
        if name in {"loai", "hieu-luc"}:
            choices = DocumentKind if name == "loai" else Status
            return str(choices(value).label) if value in choices.values else value
        return agency or value if name == "co-quan" else value

    def make_address(self, name: str, value: str) -> str:
        """The address with the filter set to `value`, or without the filter if it is already set to it."""
        chosen = {**self.chosen, name: value}
        if self.chosen.get(name) == value:
            del chosen[name]
        asked = {**({QUERY_PARAMETER: self.words} if self.words else {}), **chosen}
        return f"?{urlencode(asked)}" if asked else "?"

    @property
    def query(self) -> str:
        """The query string of the list, for links to the downloads."""
        asked = {**({QUERY_PARAMETER: self.words} if self.words else {}), **self.chosen}
        return f"?{urlencode(asked)}" if asked else ""
