"""Who sees cases: whoever may change them all, as the board may; a unit's editors those of their units."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from foundations.units.models import Unit

CHANGE = "feedback.change_feedbackcase"


def handles_all_cases(user) -> bool:
    """Whether the user may see and settle every case, also what is suspected to be spam."""
    return user.has_perm(CHANGE)


def handles_cases(user) -> bool:
    """Whether any cases can be the user's business."""
    return user.is_active and (handles_all_cases(user) or Unit.objects.filter(editors__user=user).exists())


class CasePolicy(BasePermissionPolicy):
    """Cases are listed for whoever handles any; they are added by readers and changed on a page of their own."""

    def user_has_permission(self, user, action):
        return action == "view" and handles_cases(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def users_with_any_permission(self, actions):
        return get_user_model().objects.filter(is_active=True)
