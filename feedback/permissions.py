"""Who sees cases: the board all of them, a unit's editors those of their units."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from foundations.units.models import Unit

CHANGE_PERMISSION = "feedback.change_feedbackcase"


def can_handle_all_cases(user) -> bool:
    """Whether the user may see and handle every case, also suspected spam."""
    return user.has_perm(CHANGE_PERMISSION)


def can_handle_cases(user) -> bool:
    """Whether the user may handle any cases."""
    return user.is_active and (can_handle_all_cases(user) or Unit.objects.filter(editors__user=user).exists())


class CasePermissionPolicy(BasePermissionPolicy):
    """The list of cases is view-only: readers add cases, and staff change them in a view of their own."""

    def user_has_permission(self, user, action):
        return action == "view" and can_handle_cases(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def users_with_any_permission(self, actions):
        return get_user_model().objects.filter(is_active=True)
