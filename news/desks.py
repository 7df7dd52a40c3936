"""A desk: the part of a column where one unit's editors write, and no other part."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from foundations.members.rights import get_permissions
from foundations.members.roles import Role, get_group
from foundations.units.models import Unit
from foundations.uploads.collections import get_collection
from news.models import NewsIndexPage

# Who may add but not change articles edits their own ones only (Wagtail's rule).
PAGE_RIGHTS = {Role.WRITER: ("add_page",), Role.EDITOR: ("add_page", "change_page")}
# Whoever adds a picture or a file may edit it; those of others are the editors'.
COLLECTION_RIGHTS = {
    Role.WRITER: ("add_image", "choose_image", "add_document", "choose_document"),
    Role.EDITOR: (
        *("add_image", "change_image", "choose_image"),
        *("add_document", "change_document", "choose_document"),
    ),
}


@transaction.atomic
def open_desk(unit: Unit, column: Page) -> NewsIndexPage:
    """The desk of `unit` below `column`, made with its group and rights where it is missing. Safe to repeat."""
    desk = NewsIndexPage.objects.child_of(column).filter(unit=unit).first()
    if desk is None:
        desk = NewsIndexPage(title=unit.name, unit=unit)
        column.add_child(instance=desk)
        desk.save_revision().publish()
    grant_desk(desk)
    return desk


@transaction.atomic
def grant_desk(desk: NewsIndexPage) -> Group:
    """Gives the unit's writers and editors their rights at the desk and to its pictures; returns the editors' group."""
    collection = get_collection(desk.unit)
    for role, rights in PAGE_RIGHTS.items():
        group = get_group(role, desk.unit)
        for permission in get_permissions(rights):
            GroupPagePermission.objects.get_or_create(group=group, page=desk, permission=permission)
        for permission in get_permissions(COLLECTION_RIGHTS[role]):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return editors_of(desk.unit)


def grant_desks_without_writers() -> None:
    """Desks of before there were writers."""
    for desk in NewsIndexPage.objects.filter(unit__isnull=False, unit__writers=None).select_related("unit"):
        grant_desk(desk)


def editors_of(unit: Unit) -> Group:
    """The group of the unit's editors, made on first use."""
    return get_group(Role.EDITOR, unit)


def writers_of(unit: Unit) -> Group:
    """The group of those who write for the unit, made on first use."""
    return get_group(Role.WRITER, unit)
