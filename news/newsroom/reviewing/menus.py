"""The action menu of a page or snippet in workflow: no second way to publish, cancelling set apart."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import WorkflowMixin

CANCEL, PUBLISH = "action-cancel-workflow", "action-publish"


class CancelWorkflowItem(ActionMenuItem):
    """A link to the confirmation page; Wagtail's own item cancels at once."""

    label = _("Hủy quy trình duyệt")
    name = CANCEL
    classname = "action-apart"
    icon_name = "error"

    def get_url(self, parent_context):
        thing = parent_context.get("page") or parent_context.get("instance")
        return reverse("cancel_workflow", args=[thing.current_workflow_state.pk])


def arrange_actions(menu_items, request, context) -> None:
    """Changes `menu_items` in place, for pages and snippets."""
    thing = context.get("page") or context.get("instance")
    if not isinstance(thing, WorkflowMixin) or context["view"] == "create":
        return
    if is_decided_by(thing, request.user):
        # Approval publishes; another button that bypasses the workflow would confuse.
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]
    if any(item.name == CANCEL for item in menu_items):
        menu_items[:] = [*(item for item in menu_items if item.name != CANCEL), CancelWorkflowItem()]


def is_decided_by(thing, user) -> bool:
    """Whether it waits for this user's decision."""
    task = thing.current_workflow_task if thing.workflow_in_progress else None
    return task is not None and bool(task.get_actions(thing, user))
