"""Who may invite whom: administrators everybody, a unit's editors those who write for it."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.permission_policies.base import ModelPermissionPolicy

from foundations.members.models import Invitation, Membership
from foundations.members.roles import Role
from foundations.units.models import Unit

INVITE_ANYBODY = "members.add_membership"


def manages_all(user) -> bool:
    """Whether the user is an administrator."""
    return user.has_perm(INVITE_ANYBODY)


def roles_to_give(user) -> list[tuple[str, str]]:
    """Choices of a form: what the user may invite others as."""
    return Role.choices if manages_all(user) else [(Role.WRITER.value, Role.WRITER.label)]


def units_to_fill(user) -> QuerySet[Unit]:
    """The units that the user may invite people for; of those of the past the form says what became of them."""
    return (Unit.objects if manages_all(user) else Unit.objects.filter(editors__user=user)).alphabetical()


def may_invite(user) -> bool:
    return user.is_active and (manages_all(user) or units_to_fill(user).exists())


def require_inviter(user) -> None:
    """Raises PermissionDenied unless the user may invite anybody at all."""
    if not may_invite(user):
        raise PermissionDenied


def invitations_of(user) -> QuerySet[Invitation]:
    """The open invitations that the user may send again or revoke."""
    pending = Invitation.objects.pending().select_related("user", "invited_by")
    if manages_all(user):
        return pending
    writers = Membership.objects.filter(role=Role.WRITER, unit__in=units_to_fill(user))
    others = Membership.objects.exclude(pk__in=writers)
    return pending.filter(user__memberships__in=writers).exclude(user__memberships__in=others).distinct()


class MembershipPolicy(ModelPermissionPolicy):
    """As the groups' rights say, but nobody deletes: a membership is ended by its last day."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


def people() -> QuerySet:
    """Accounts by name."""
    return get_user_model().objects.order_by("last_name", "first_name", "username")
