"""Rankings in the editors' interface: regions, rows and criteria, what the history calls its steps."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from foundations.searching.admin_lists import EngineViewSet
from rankings import admin_views
from rankings.models import RankingPage, RankingsPage, Region


class RegionViewSet(EngineViewSet):
    model = Region
    icon = "globe"
    menu_label = _("Vùng")
    url_prefix = "vung"
    list_display = ["name"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("units")]


register_snippet(RegionViewSet)


@hooks.register("register_admin_urls")
def register_addresses():
    steps = [
        path("dong/", admin_views.list_rows, name="ranking_rows"),
        path("dong/<int:row_pk>/", admin_views.edit_row, name="ranking_row"),
        path("tieu-chi/", admin_views.edit_criteria, name="ranking_criteria"),
    ]
    return [path("xep-hang/<int:pk>/", include(steps))]


class RankingsMenuItem(MenuItem):
    """To the pages of rankings, for who may see them there."""

    def is_shown(self, request):
        hub = RankingsPage.objects.first()
        return hub is not None and hub.permissions_for_user(request.user).can_edit()

    def render_component(self, request):
        self.url = reverse("wagtailadmin_explore", args=[RankingsPage.objects.values_list("pk", flat=True).first()])
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def build_menu_item():
    return RankingsMenuItem(_("Xếp hạng"), "", name="rankings", icon_name="list-ol", order=250)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("rankings.row", _("Sửa dòng xếp hạng"), _("Sửa hoặc đính chính một dòng xếp hạng"))
    actions.register_action("rankings.criteria", _("Sửa tiêu chí"), _("Sửa tiêu chí của kỳ xếp hạng"))


@hooks.register("after_move_page")
def store_place_of_moved_edition(request, page):
    if isinstance(page, RankingPage):
        page.refresh_from_db()
        page.save()
