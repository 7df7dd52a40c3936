"""Desks: a desk is the page below a column where one unit's editors write."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from foundations.members.rights import get_permissions
from foundations.members.roles import Role, get_group
from foundations.units.models import Unit
from foundations.uploads.collections import get_collection
from news.models import NewsIndexPage

DESKS_COLUMN_SLUG = "cai-cach-hanh-chinh"  # the first column made by `first_tree`
# With add_page but not change_page, a user edits only their own pages (Wagtail's rule).
PAGE_RIGHTS = {Role.WRITER: ("add_page",), Role.EDITOR: ("add_page", "change_page")}
# Users may always edit pictures and files they added; change_… is for those of others.
COLLECTION_RIGHTS = {
    Role.WRITER: ("add_image", "choose_image", "add_document", "choose_document"),
    Role.EDITOR: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
}


@transaction.atomic
def open_desk(unit: Unit, column: Page) -> NewsIndexPage:
    """The desk of `unit` below `column`, created if missing, with its groups and rights. Safe to repeat."""
    desk = NewsIndexPage.objects.child_of(column).filter(unit=unit).first()
    if desk is None:
        desk = NewsIndexPage(title=unit.name, unit=unit)
        column.add_child(instance=desk)
        desk.save_revision().publish()
    grant_desk(desk)
    return desk


def find_or_open_desk(unit: Unit) -> NewsIndexPage | None:
    """The unit's desk with its rights; opened in the first column if missing. None if that column is missing."""
    desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
    if desk is not None:
        grant_desk(desk)
        return desk
    column = NewsIndexPage.objects.filter(slug=DESKS_COLUMN_SLUG, depth=3).first()
    return open_desk(unit, column) if column else None


@transaction.atomic
def grant_desk(desk: NewsIndexPage) -> Group:
    """Gives the unit's writers and editors rights on the desk and its collection. Returns the editors' group."""
    collection = get_collection(desk.unit)
    for role, rights in PAGE_RIGHTS.items():
        group = get_group(role, desk.unit)
        for permission in get_permissions(rights):
            GroupPagePermission.objects.get_or_create(group=group, page=desk, permission=permission)
        for permission in get_permissions(COLLECTION_RIGHTS[role]):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return get_editors_group(desk.unit)


def grant_desks_without_writers() -> None:
    """Grants rights on desks that were made before the writer role existed."""
    for desk in NewsIndexPage.objects.filter(unit__isnull=False, unit__writers=None).select_related("unit"):
        grant_desk(desk)


def get_editors_group(unit: Unit) -> Group:
    """The group of the unit's editors; created on first use."""
    return get_group(Role.EDITOR, unit)


def get_writers_group(unit: Unit) -> Group:
    """The group of the unit's writers; created on first use."""
    return get_group(Role.WRITER, unit)
