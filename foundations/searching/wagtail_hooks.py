"""Screens of synonyms and of searches that found nothing."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from foundations.searching import missed_panel  # noqa: F401 (it registers its panel)
from foundations.searching.models import MissedSearch, Synonym
from foundations.spreadsheets.exports import LocalExportMixin


class LocalIndexView(LocalExportMixin, IndexView):
    """A list whose exports open correctly in Vietnamese Excel."""


class SynonymViewSet(SnippetViewSet):
    """The screens of synonyms."""

    model = Synonym
    icon = "resubmit"
    menu_label = _("Từ đồng nghĩa, viết tắt")
    url_prefix = "tu-dong-nghia"
    list_display = [
        "typed",
        "meant",
        Column("both_ways", label=_("Hai chiều"), accessor=lambda found: _("có") if found.both_ways else ""),
    ]
    search_fields = ["typed", "meant"]
    list_per_page = 50


class MissedSearchViewSet(SnippetViewSet):
    """The list of searches that found nothing."""

    model = MissedSearch
    index_view_class = LocalIndexView
    icon = "search"
    menu_label = _("Tìm không thấy")
    url_prefix = "tim-khong-thay"
    list_display = [
        "words",
        "count",
        Column("last_on", label=_("Lần gần nhất"), accessor=lambda found: date_format(found.last_on, "d/m/Y")),
    ]
    list_export = ["words", "count", "last_on"]
    export_filename = "tim-khong-thay"
    search_fields = ["words"]
    add_view_enabled = False


class SearchGroup(SnippetViewSetGroup):
    """The menu of both."""

    menu_label = _("Từ tìm kiếm")
    menu_icon = "search"
    menu_order = 320
    items = [SynonymViewSet, MissedSearchViewSet]


register_snippet(SearchGroup)
