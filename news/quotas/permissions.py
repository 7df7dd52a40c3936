"""Who sees and does what with quotas: the board everything, a unit's editors their own unit."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from units.models import Unit

CLOSE_MONTH = "news.close_month"


def is_board(user) -> bool:
    """Whether the user follows all units, closes months and opens them again."""
    return user.has_perm(CLOSE_MONTH)


def units_of(user) -> QuerySet[Unit]:
    """The units that the user edits or writes for."""
    return Unit.objects.filter(Q(editors__user=user) | Q(writers__user=user)).distinct().alphabetical()


def require_board(user) -> None:
    """Raises PermissionDenied unless the user is of the board."""
    if not is_board(user):
        raise PermissionDenied


def require_unit(user, unit: Unit) -> None:
    """Raises PermissionDenied unless the user edits for the unit or is of the board."""
    if not is_board(user) and not units_of(user).filter(pk=unit.pk).exists():
        raise PermissionDenied


def board_members() -> QuerySet:
    """Active people whose groups hold the right to close months."""
    app_label, codename = CLOSE_MONTH.split(".")
    granted = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return get_user_model().objects.filter(is_active=True, groups__permissions__in=granted).distinct()
