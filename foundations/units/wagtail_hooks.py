"""The list of units: filters, search without accents, export."""

import django_filters
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet

from foundations.searching.admin_lists import EngineIndexView, EngineViewSet
from foundations.spreadsheets.exports import LocalExportMixin
from foundations.units.models import Unit


def format_day(day) -> str:
    """`01/07/2025`; an empty string for None."""
    return formats.date_format(day, "d/m/Y") if day else ""


class UnitFilterSet(WagtailFilterSet):
    """Filters of the list of units."""

    current = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=[("yes", _("Đang hoạt động")), ("no", _("Đã kết thúc"))],
        method="filter_current",
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = Unit
        fields = ["kind"]

    def filter_current(self, queryset, _name, value):
        current = Unit.objects.valid_on(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=current) if value == "yes" else queryset.exclude(pk__in=current)


class UnitIndexView(LocalExportMixin, EngineIndexView):
    """The list of units."""


class UnitViewSet(EngineViewSet):
    """The screens of units."""

    model = Unit
    index_view_class = UnitIndexView
    icon = "group"
    menu_label = _("Đơn vị")
    menu_order = 300
    add_to_admin_menu = True
    url_prefix = "don-vi"
    list_display = [
        "name",
        Column("get_kind_display", label=_("Loại")),
        "parent",
        Column("valid_from", label=_("Từ ngày"), accessor=lambda unit: format_day(unit.valid_from)),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda unit: format_day(unit.valid_to)),
        BooleanColumn("is_current", label=_("Đang hoạt động")),
    ]
    list_per_page = 50
    list_export = ["name", "short_name", "get_kind_display", "parent", "valid_from", "valid_to", "slug", "source"]
    export_headings = {"get_kind_display": _("Loại")}
    export_filename = "don-vi"
    filterset_class = UnitFilterSet
    search_fields = ["folded"]
    ordering = ["sort_key"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("short_name"), FieldPanel("slug")]), FieldPanel("kind")],
            heading=_("Tên và loại"),
        ),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Thời gian hoạt động")),
        FieldPanel("website"),
        InlinePanel("succeeded_by", heading=_("Thay đổi tổ chức"), label=_("thay đổi")),
        InlinePanel("aliases", heading=_("Tên gọi khác"), label=_("tên gọi")),
        InlinePanel("codes", heading=_("Mã đơn vị"), label=_("mã")),
        FieldPanel("source"),
    ]

    def get_queryset(self, request):
        return Unit.objects.select_related("parent")


register_snippet(UnitViewSet)
