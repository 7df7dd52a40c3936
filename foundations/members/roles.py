"""The roles, and their groups. The apps above give rights to the groups.

Only this module says who is the board. A single right, asked for with `has_perm`, makes nobody a member of it.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

BOARD = "Ban biên tập"
ADMINISTRATORS = "Quản trị"
MAX_GROUP_NAME_LENGTH = 150  # of a group


class Role(models.TextChoices):
    """What a member does at a unit (writer, editor) or at the whole site."""

    WRITER = "writer", _("Người viết")
    EDITOR = "editor", _("Biên tập viên đơn vị")
    BOARD = "board", _("Ban biên tập")
    ADMINISTRATOR = "administrator", _("Quản trị")


UNIT_ROLES = (Role.WRITER, Role.EDITOR)
SITE_GROUPS = {Role.BOARD: BOARD, Role.ADMINISTRATOR: ADMINISTRATORS}
# By role: the unit's field that holds the group, the beginning of the group's name, its rights besides writing.
UNIT_GROUPS = {
    Role.WRITER: ("writers", "Người viết", ["access_admin"]),
    Role.EDITOR: ("editors", "Biên tập viên", ["access_admin", "view_membership"]),
}


def get_board_members() -> QuerySet:
    """Active users in the group of the board or of the administrators, who may do all that the board does.

    Being a superuser makes nobody a member: superusers run the software and get no mail meant for the board.
    """
    members = Group.objects.filter(name__in=SITE_GROUPS.values())
    return get_user_model().objects.filter(is_active=True, groups__in=members).distinct()


def is_board(user) -> bool:
    """Whether the user is a member of the board or a superuser.

    Queried once and cached on the user, as Django does with permissions.
    """
    if not hasattr(user, "is_of_the_board"):
        user.is_of_the_board = user.is_active and (user.is_superuser or get_board_members().filter(pk=user.pk).exists())
    return user.is_of_the_board


def require_board(user) -> None:
    """Raises PermissionDenied unless `is_board(user)`."""
    if not is_board(user):
        raise PermissionDenied


def get_group(role: str, unit=None) -> Group:
    """The group of a role (at a unit), created on first use."""
    if role in SITE_GROUPS:
        return Group.objects.get_or_create(name=SITE_GROUPS[role])[0]
    field, word, rights = UNIT_GROUPS[role]
    if getattr(unit, field) is None:
        unit.refresh_from_db(fields=[field])  # made meanwhile, for another copy of the unit
    group = getattr(unit, field)
    if group is None:
        group = _make_group(unit, field, word)
        group.permissions.add(*Permission.objects.filter(codename__in=rights))
        setattr(unit, field, group)
        unit.save(update_fields=[field])
    return group


def _make_group(unit, field: str, word: str) -> Group:
    """Creates the group; if an earlier unit had the same name, this one's group is named by its slug."""
    group, made = Group.objects.get_or_create(name=f"{word}: {unit.name}"[:MAX_GROUP_NAME_LENGTH])
    if made or not type(unit).objects.filter(**{field: group}).exists():
        return group
    return Group.objects.get_or_create(name=f"{word}: {unit.slug}"[:MAX_GROUP_NAME_LENGTH])[0]
