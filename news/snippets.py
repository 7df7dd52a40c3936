"""The editors' lists of highlights and keywords."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from foundations.searching.admin_lists import EngineViewSet
from news.models import Highlight, Keyword


class HighlightViewSet(EngineViewSet):
    model = Highlight
    icon = "pick"
    menu_label = _("Tin nổi bật")
    url_prefix = "tin-noi-bat"
    list_display = [
        "article",
        Column("state", label=_("Tình trạng")),
        Column("place", label=_("Nơi hiển thị"), accessor=lambda found: found.get_place_display()),
        Column("starts_on", label=_("Từ ngày"), accessor=lambda found: date_format(found.starts_on, "d/m/Y")),
        Column("ends_on", label=_("Đến hết ngày"), accessor=lambda found: date_format(found.ends_on, "d/m/Y")),
        "order",
    ]
    list_filter = ["place", "ends_on"]
    search_fields = ["article__title"]
    ordering = ["-ends_on", "order"]

    def get_queryset(self, request):
        return Highlight.objects.select_related("article")


class KeywordViewSet(EngineViewSet):
    model = Keyword
    icon = "tag"
    menu_label = _("Từ khóa")
    url_prefix = "tu-khoa"
    list_display = ["name", "slug", Column("total", label=_("Số tin, bài"))]
    search_fields = ["name"]
    ordering = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug")]
    add_view_enabled = False  # keywords are added in the article form

    def get_queryset(self, request):
        return Keyword.objects.with_totals()


class ArticlesGroup(SnippetViewSetGroup):
    menu_label = _("Quanh tin, bài")
    menu_icon = "list-ul"
    menu_order = 210
    items = [HighlightViewSet, KeywordViewSet]


register_snippet(ArticlesGroup)
