"""The list of documents in the editors' interface: filters, search without accents, export."""

import django_filters
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from foundations.legal_documents.choices import Status
from foundations.legal_documents.models import LegalDocument
from foundations.searching.admin_lists import EngineIndexView, EngineViewSet, find_rows
from foundations.spreadsheets.exports import LocalExportMixin


def format_day(value) -> str:
    """`31/12/2026`; an empty string for None."""
    return date_format(value, "d/m/Y") if value else ""


def get_year_choices() -> list[tuple[int, int]]:
    """Filter choices: the years of issue, newest first."""
    days = LegalDocument.objects.order_by().dates("issued_on", "year", order="DESC")
    return [(each.year, each.year) for each in days]


def get_agency_choices() -> list[tuple[str, str]]:
    """Filter choices: (slug, name) of agencies with documents, by name."""
    rows = LegalDocument.objects.order_by("agency").values_list("agency_slug", "agency")
    return sorted(dict(rows).items(), key=lambda row: row[1])


class DocumentFilterSet(WagtailFilterSet):
    """Filters of the list of documents."""

    status = django_filters.ChoiceFilter(
        label=_("Tình trạng hiệu lực"), choices=Status.choices, method="filter_by_status", empty_label=_("Tất cả")
    )
    year = django_filters.ChoiceFilter(
        label=_("Năm ban hành"), choices=get_year_choices, field_name="issued_on__year", empty_label=_("Tất cả")
    )
    agency = django_filters.ChoiceFilter(
        label=_("Cơ quan ban hành"), choices=get_agency_choices, field_name="agency_slug", empty_label=_("Tất cả")
    )

    class Meta:
        model = LegalDocument
        fields = ["kind"]

    def filter_by_status(self, queryset, _name, value):
        return queryset.filter(pk__in=LegalDocument.objects.with_status().filter(status_now=value).values("pk"))


class DocumentIndexView(LocalExportMixin, EngineIndexView):
    """The list of documents."""


class DocumentViewSet(EngineViewSet):
    """The screens of documents."""

    model = LegalDocument
    index_view_class = DocumentIndexView
    icon = "doc-full-inverse"
    menu_label = _("Văn bản")
    menu_order = 260
    add_to_admin_menu = True
    url_prefix = "van-ban"
    list_display = [
        "number",
        Column("get_kind_display", label=_("Loại")),
        "agency",
        Column(
            "issued_on",
            label=_("Ngày ban hành"),
            accessor=lambda found: format_day(found.issued_on),
            sort_key="issued_on",
        ),
        Column("status_label", label=_("Hiệu lực")),
        Column("abstract", label=_("Trích yếu"), accessor=lambda found: found.abstract[:120]),
    ]
    list_per_page = 50
    list_export = [
        "number",
        "get_kind_display",
        "agency",
        "issued_on",
        "effective_on",
        "expires_on",
        "status_label",
        "abstract",
        "url",
        "slug",
    ]
    export_headings = {"get_kind_display": _("Loại văn bản"), "status_label": _("Tình trạng hiệu lực")}
    export_filename = "van-ban"
    filterset_class = DocumentFilterSet
    search_fields = ["folded"]
    ordering = ["-issued_on"]

    def get_queryset(self, request):
        return LegalDocument.objects.with_status().select_related("unit")

    def find_rows(self, rows, words):
        """Those with all words or the number as the public list reads it, else as the search mends the words."""
        found = rows.matching(words)
        return found if found.exists() else find_rows(rows, words, ["number", "abstract"])


register_snippet(DocumentViewSet)
