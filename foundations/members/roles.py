"""What people do at the site, and the groups that stand for it. Rights are given to groups by the apps above.

Who is the board is answered here and nowhere else. A single right is asked for with `has_perm`, and gives what it
says; it makes nobody the board.
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
LONGEST_NAME = 150  # of a group


class Role(models.TextChoices):
    WRITER = "writer", _("Người viết")
    EDITOR = "editor", _("Biên tập viên đơn vị")
    BOARD = "board", _("Ban biên tập")
    ADMINISTRATOR = "administrator", _("Quản trị")


UNIT_ROLES = (Role.WRITER, Role.EDITOR)
SITE_GROUPS = {Role.BOARD: BOARD, Role.ADMINISTRATOR: ADMINISTRATORS}
# The field of a unit that keeps the group, the beginning of the group's name, what each of them may do besides writing.
UNIT_GROUPS = {
    Role.WRITER: ("writers", "Người viết", ["access_admin"]),
    Role.EDITOR: ("editors", "Biên tập viên", ["access_admin", "view_membership"]),
}


def board_members() -> QuerySet:
    """Active people in the group of the board, or of the administrators, who may do all that the board does.

    Superusers are no members by that: they keep the software running, and are not written to.
    """
    members = Group.objects.filter(name__in=SITE_GROUPS.values())
    return get_user_model().objects.filter(is_active=True, groups__in=members).distinct()


def is_board(user) -> bool:
    """Whether the user sees the site as the board does: one of its members, or a superuser.

    Asked of the database once and kept on the user, as Django keeps the rights.
    """
    if not hasattr(user, "is_of_the_board"):
        user.is_of_the_board = user.is_active and (user.is_superuser or board_members().filter(pk=user.pk).exists())
    return user.is_of_the_board


def require_board(user) -> None:
    """Raises PermissionDenied unless the user is of the board."""
    if not is_board(user):
        raise PermissionDenied


def group_of(role: str, unit=None) -> Group:
    """The group of those who have the role (at the unit), made on first use."""
    if role in SITE_GROUPS:
        return Group.objects.get_or_create(name=SITE_GROUPS[role])[0]
    field, word, rights = UNIT_GROUPS[role]
    if getattr(unit, field) is None:
        unit.refresh_from_db(fields=[field])  # made meanwhile, for another copy of the unit
    group = getattr(unit, field)
    if group is None:
        group = _new_group(unit, field, word)
        group.permissions.add(*Permission.objects.filter(codename__in=rights))
        setattr(unit, field, group)
        unit.save(update_fields=[field])
    return group


def _new_group(unit, field: str, word: str) -> Group:
    """Of two units that were called the same in turn, the second one's group is named by its address."""
    group, made = Group.objects.get_or_create(name=f"{word}: {unit.name}"[:LONGEST_NAME])
    if made or not type(unit).objects.filter(**{field: group}).exists():
        return group
    return Group.objects.get_or_create(name=f"{word}: {unit.slug}"[:LONGEST_NAME])[0]
