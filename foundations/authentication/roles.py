"""Logs who gave or took which role."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.log_actions import get_active_log_context, log

ACTIONS = {"post_add": "signing_in.role_given", "post_remove": "signing_in.role_taken"}


def log_changed_roles(instance, action, reverse, pk_set, **_kwargs) -> None:
    """Receives Django's `m2m_changed` of users' groups. Commands are not logged: nobody is signed in there."""
    by = get_active_log_context().user
    if by is None or action not in {*ACTIONS, "pre_clear"}:
        return
    if action == "pre_clear":  # after clearing, the groups are no longer known
        cleared = instance.user_set if reverse else instance.groups
        pk_set, action = set(cleared.values_list("pk", flat=True)), "post_remove"
    if not pk_set:
        return
    if reverse:
        for user in get_user_model().objects.filter(pk__in=pk_set):
            log(user, ACTIONS[action], user=by, data={"roles": instance.name})
    else:
        names = Group.objects.filter(pk__in=pk_set).order_by("name").values_list("name", flat=True)
        log(instance, ACTIONS[action], user=by, data={"roles": ", ".join(names)})
