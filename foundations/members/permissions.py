"""Who may invite whom: administrators anybody, a unit's editors writers for it."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.permission_policies.base import ModelPermissionPolicy

from foundations.members.models import Invitation, Membership
from foundations.members.roles import Role
from foundations.units.models import Unit

INVITE_PERMISSION = "members.add_membership"


def is_inviter_of_all(user) -> bool:
    """Whether the user may invite for every role and unit: administrators."""
    return user.has_perm(INVITE_PERMISSION)


def get_role_choices(user) -> list[tuple[str, str]]:
    """Form choices: the roles that the user may invite people for."""
    return Role.choices if is_inviter_of_all(user) else [(Role.WRITER.value, Role.WRITER.label)]


def find_units_to_fill(user) -> QuerySet[Unit]:
    """The units that the user may invite people for, also ended ones (the form's error names their successors)."""
    return (Unit.objects if is_inviter_of_all(user) else Unit.objects.filter(editors__user=user)).alphabetical()


def may_invite(user) -> bool:
    """Whether the user may invite anybody."""
    return user.is_active and (is_inviter_of_all(user) or find_units_to_fill(user).exists())


def require_inviter(user) -> None:
    """Raises PermissionDenied unless the user may invite anybody at all."""
    if not may_invite(user):
        raise PermissionDenied


def find_open_invitations(user) -> QuerySet[Invitation]:
    """The open invitations that the user may send again or revoke."""
    pending = Invitation.objects.pending().select_related("user", "invited_by")
    if is_inviter_of_all(user):
        return pending
    writers = Membership.objects.filter(role=Role.WRITER, unit__in=find_units_to_fill(user))
    others = Membership.objects.exclude(pk__in=writers)
    return pending.filter(user__memberships__in=writers).exclude(user__memberships__in=others).distinct()


class MembershipPolicy(ModelPermissionPolicy):
    """Rights as given to groups, but nobody may delete: a membership ends by its last day."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


def list_accounts() -> QuerySet:
    """All accounts, ordered by name."""
    return get_user_model().objects.order_by("last_name", "first_name", "username")
