"""Who sees and does what with quotas: the board all units, a unit's editors their own; months are closed by right."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from foundations.members.roles import is_board
from foundations.units.models import Unit

CLOSE_MONTH = "quotas.close_month"


def may_close_months(user) -> bool:
    """Whether the user may close months and open them again."""
    return user.has_perm(CLOSE_MONTH)


def units_of(user) -> QuerySet[Unit]:
    """The units that the user edits or writes for."""
    return Unit.objects.filter(Q(editors__user=user) | Q(writers__user=user)).distinct().alphabetical()


def require_unit(user, unit: Unit) -> None:
    """Raises PermissionDenied unless the user edits for the unit or is of the board."""
    if not is_board(user) and not units_of(user).filter(pk=unit.pk).exists():
        raise PermissionDenied
