"""The main menu of a unit's editor: what they do, in their words, and nothing else.

The board and administrators keep the whole menu; what one of them may not do, Wagtail leaves out already.
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
from news.newsroom.dashboard import places_to_write, writing_address
from news.quotas.permissions import units_of

LEFT_OUT = {"explorer", "reports"}  # in its place the desk; figures stand on the dashboard, with links to the reports


def writes_for_a_unit(user) -> bool:
    """Whether the user edits for units and is not of the board. Asked once a request, kept on the user."""
    if not hasattr(user, "writes_for_a_unit"):
        user.writes_for_a_unit = not is_board(user) and units_of(user).exists()
    return user.writes_for_a_unit


class DashboardItem(MenuItem):
    """The dashboard, marked as the current screen on no other one.

    Wagtail marks the item whose address the current one begins with, and all begin with the dashboard's.
    """

    def render_component(self, request):
        component = super().render_component(request)
        if request.path != self.url:
            component.url = f"{self.url}?"
        return component


class WritersItem(MenuItem):
    """For all who may add pages somewhere."""

    def is_shown(self, request):
        return page_permission_policy.user_has_permission(request.user, "add")


class UnitItem(MenuItem):
    def is_shown(self, request):
        return writes_for_a_unit(request.user)


def lead_to(request, title, places: list[tuple[str, str]]):
    """Straight to the only place; of several, (name, address), the user chooses one."""
    if not places:
        raise PermissionDenied
    if len(places) == 1:
        return redirect(places[0][1])
    context = {"places": places, "page_title": title, "header_icon": "edit"}
    return TemplateResponse(request, "newsroom/places.html", context)


def write_article(request):
    places = places_to_write(request.user)
    return lead_to(request, _("Viết bài ở đâu?"), [(place.title, writing_address(place)) for place in places])


def own_articles(request):
    desks = NewsIndexPage.objects.filter(unit__in=units_of(request.user)).order_by("path")
    places = [(desk.title, reverse("wagtailadmin_explore", args=[desk.pk])) for desk in desks]
    return lead_to(request, _("Bài của đơn vị nào?"), places)


def own_quota(request):
    places = [(unit.name, reverse("quotas:unit", args=[unit.pk])) for unit in units_of(request.user)]
    return lead_to(request, _("Chỉ tiêu của đơn vị nào?"), places)


@hooks.register("register_admin_urls")
def newsroom_addresses():
    return [
        path("viet-bai/", write_article, name="write_article"),
        path("bai-cua-don-vi/", own_articles, name="own_articles"),
        path("chi-tieu-cua-don-vi/", own_quota, name="own_quota"),
    ]


@hooks.register("register_admin_menu_item")
def dashboard_item():
    address = reverse("wagtailadmin_home")
    return DashboardItem(_("Bảng điều khiển"), address, name="dashboard", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def write_item():
    return WritersItem(_("Viết bài"), reverse("write_article"), name="write", icon_name="edit", order=20)


@hooks.register("register_admin_menu_item")
def own_articles_item():
    return UnitItem(
        _("Bài của đơn vị"), reverse("own_articles"), name="own_articles", icon_name="folder-open-inverse", order=110
    )


@hooks.register("register_admin_menu_item")
def own_quota_item():
    return UnitItem(_("Chỉ tiêu"), reverse("own_quota"), name="own_quota", icon_name="tasks", order=410)


@hooks.register("construct_main_menu")
def fewer_items_for_unit_editors(request, menu_items):
    if writes_for_a_unit(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in LEFT_OUT]
