"""Screens of synonyms and of searches that found nothing."""

from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from foundations.searching import missed_panel  # noqa: F401 (it registers its panel)
from foundations.searching import synonym_views as views
from foundations.searching.admin_lists import EngineIndexView, EngineViewSet
from foundations.searching.changes import describe_change
from foundations.searching.models import CHANGED, MissedSearch, Synonym
from foundations.searching.synonyms import find_known
from foundations.spreadsheets.exports import LocalExportMixin


class LocalIndexView(LocalExportMixin, EngineIndexView):
    """A list whose exports open correctly in Vietnamese Excel."""


class SynonymViewSet(EngineViewSet):
    """The screens of synonyms."""

    model = Synonym
    index_view_class = views.SynonymIndexView
    add_view_class = views.SynonymCreateView
    edit_view_class = views.SynonymEditView
    delete_view_class = views.SynonymDeleteView
    icon = "resubmit"
    menu_label = _("Từ đồng nghĩa, viết tắt")
    url_prefix = "tu-dong-nghia"
    list_display = [
        "typed",
        "meant",
        Column("group", label=_("Nhóm"), accessor=lambda found: found.get_group_display()),
        Column("both_ways", label=_("Hai chiều"), accessor=lambda found: _("có") if found.both_ways else ""),
    ]
    search_fields = ["typed", "meant"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("typed"),
            FieldPanel("meant"),
            FieldPanel("both_ways"),
            FieldPanel("group"),
            views.PreviewPanel(heading=_("Xem trước")),
        ]
    )


class TeachColumn(Column):
    """What the synonyms make of the words already, or the way to add one."""

    def get_value(self, instance):
        known = format_html_join("", "{}<br>", ((each,) for each in find_known(instance.words)))
        label = format_html('{} <span class="w-sr-only">“{}”</span>', _("Thêm từ đồng nghĩa"), instance.words)
        button = '{}<a class="button button-small button-secondary" href="{}">{}</a>'
        return format_html(button, known, get_teaching_address(instance.words), label)


def get_teaching_address(words: str) -> str:
    """The form of a new synonym, with the words that were typed."""
    return f"{reverse(Synonym.snippet_viewset.get_url_name('add'))}?{urlencode({'typed': words})}"


class MissedSearchViewSet(EngineViewSet):
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
        TeachColumn("known", label=_("Từ đồng nghĩa đang dùng")),
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


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("tu-dong-nghia/xem-truoc/", views.show_preview, name="synonym_preview"),
        path("tu-dong-nghia/lich-su/", views.list_changes, name="synonym_changes"),
        path("tu-dong-nghia/hoan-tac/<int:pk>/", views.undo_change, name="synonym_undo"),
    ]


@hooks.register("register_log_actions")
def register_actions(actions):
    @actions.register_action(CHANGED)
    class ChangeFormatter(LogFormatter):
        label = _("Đổi từ đồng nghĩa")

        def format_message(self, log_entry):
            return describe_change(log_entry)
