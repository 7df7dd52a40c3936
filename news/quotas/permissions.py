"""Permissions: the board sees all units, members of a unit their own; closing months has its own permission."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from foundations.members.roles import is_board
from foundations.units.models import Unit

CLOSE_MONTH_PERMISSION = "quotas.close_month"


def can_close_months(user) -> bool:
    """Whether the user may close and reopen months."""
    return user.has_perm(CLOSE_MONTH_PERMISSION)


def find_units(user) -> QuerySet[Unit]:
    """Units of which the user is an editor or a writer."""
    return Unit.objects.filter(Q(editors__user=user) | Q(writers__user=user)).distinct().alphabetical()


def require_unit(user, unit: Unit) -> None:
    """Raises PermissionDenied unless the user belongs to the unit or the board."""
    if not is_board(user) and not find_units(user).filter(pk=unit.pk).exists():
        raise PermissionDenied
