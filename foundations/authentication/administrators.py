"""Who may manage the accounts of others."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

MANAGE_ACCOUNTS = "auth.change_user"


def is_administrator(user) -> bool:
    """Whether the user may change accounts: the role of administrators, and superusers."""
    return user.has_perm(MANAGE_ACCOUNTS)


def may_look_after(user, person) -> bool:
    """Whether the user may manage the sign-ins of `person`; only superusers may manage those of superusers."""
    return is_administrator(user) and (user.is_superuser or not person.is_superuser)


def require_administrator(request) -> None:
    """Raises PermissionDenied unless the user is an administrator."""
    if not is_administrator(request.user):
        raise PermissionDenied
