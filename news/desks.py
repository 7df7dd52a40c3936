"""A desk: the part of a column where one unit's editors write, and no other part."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from news.models import NewsIndexPage
from units.models import Unit

PAGE_RIGHTS = ("add_page", "change_page")
COLLECTION_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


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
    """The unit's group of editors, with the rights to add and edit at the desk and to use the unit's own pictures."""
    group = editors_of(desk.unit)
    for permission in permissions(PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=desk, permission=permission)
    collection = collection_of(desk.unit)
    for permission in permissions(COLLECTION_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def editors_of(unit: Unit) -> Group:
    """The group of the unit's editors, made on first use."""
    if unit.editors is None:
        unit.editors, _created = Group.objects.get_or_create(name=f"Biên tập viên: {unit.name[:130]}")
        unit.editors.permissions.add(*permissions(["access_admin"]))
        unit.save(update_fields=["editors"])
    return unit.editors


def collection_of(unit: Unit) -> Collection:
    """The collection for the unit's pictures and files, made on first use."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=unit.name).first() or root.add_child(name=unit.name)


def permissions(codenames) -> list[Permission]:
    """The permissions of these codenames. Raises LookupError where one does not exist."""
    found = {permission.codename: permission for permission in Permission.objects.filter(codename__in=codenames)}
    if missing := set(codenames) - set(found):
        raise LookupError(f"no such permission: {', '.join(sorted(missing))}")
    return [found[codename] for codename in codenames]
