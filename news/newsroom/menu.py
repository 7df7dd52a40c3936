"""The main menu of a unit's editors: only what they need.

The board and administrators keep Wagtail's whole menu.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from foundations.members.roles import is_board
from news.models import NewsIndexPage
from news.newsroom.dashboard import find_places_to_write, get_writing_address
from news.quotas.permissions import find_units

HIDDEN_ITEMS = {
    "explorer",
    "reports",
}  # replaced by the link to the desk and by the dashboard


def is_unit_writer(user) -> bool:
    """Whether the user belongs to a unit and not to the board. Cached on the user for the request."""
    if not hasattr(user, "writes_for_a_unit"):
        user.writes_for_a_unit = not is_board(user) and find_units(user).exists()
    return user.writes_for_a_unit


class DashboardMenuItem(MenuItem):
    """The dashboard, highlighted only on the dashboard itself.

    Wagtail highlights an item if the current address begins with its address, and all begin with the dashboard's.
    """

    def render_component(self, request):
        component = super().render_component(request)
        if request.path != self.url:
            component.url = f"{self.url}?"
        return component


class WriterMenuItem(MenuItem):
    """Shown to users who may add pages somewhere."""

    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


class UnitMenuItem(MenuItem):
    def is_shown(self, request):
        return is_unit_writer(request.user)


def redirect_or_choose(request, title, places: list[tuple[str, str]]):
    """Redirects to the only place, or lets the user choose. `places` are (name, address)."""
    if not places:
        raise PermissionDenied
    if len(places) == 1:
        return redirect(places[0][1])
    context = {"places": places, "page_title": title, "header_icon": "edit"}
    return TemplateResponse(request, "newsroom/places.html", context)


def write_article(request):
    places = find_places_to_write(request.user)
    return redirect_or_choose(
        request, _("Viết bài ở đâu?"), [(place.title, get_writing_address(place)) for place in places]
    )


def show_own_articles(request):
    desks = NewsIndexPage.objects.filter(unit__in=find_units(request.user)).order_by("path")
    places = [(desk.title, reverse("wagtailadmin_explore", args=[desk.pk])) for desk in desks]
    return redirect_or_choose(request, _("Bài của đơn vị nào?"), places)


def show_own_quota(request):
    places = [(unit.name, reverse("quotas:unit", args=[unit.pk])) for unit in find_units(request.user)]
    return redirect_or_choose(request, _("Chỉ tiêu của đơn vị nào?"), places)


@hooks.register("register_admin_urls")
def register_menu_urls():
    return [
        path("viet-bai/", write_article, name="write_article"),
        path("bai-cua-don-vi/", show_own_articles, name="own_articles"),
        path("chi-tieu-cua-don-vi/", show_own_quota, name="own_quota"),
    ]


@hooks.register("register_admin_menu_item")
def register_dashboard_item():
    address = reverse("wagtailadmin_home")
    return DashboardMenuItem(_("Bảng điều khiển"), address, name="dashboard", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def register_write_item():
    return WriterMenuItem(_("Viết bài"), reverse("write_article"), name="write", icon_name="edit", order=20)


@hooks.register("register_admin_menu_item")
def register_own_articles_item():
    return UnitMenuItem(
        _("Bài của đơn vị"), reverse("own_articles"), name="own_articles", icon_name="folder-open-inverse", order=110
    )


@hooks.register("register_admin_menu_item")
def register_own_quota_item():
    return UnitMenuItem(_("Chỉ tiêu"), reverse("own_quota"), name="own_quota", icon_name="tasks", order=410)


@hooks.register("construct_main_menu")
def hide_items_from_unit_editors(request, menu_items):
    if is_unit_writer(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_ITEMS]
