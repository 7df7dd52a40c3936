"""The actions below the form of a page or snippet in workflow: one way to publish, and taking back set apart."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import WorkflowMixin

CANCEL, PUBLISH = "action-cancel-workflow", "action-publish"


class CancelWorkflowItem(ActionMenuItem):
    """In the place of Wagtail's, which cancels at once: a link to the page that asks."""

    label = _("Hủy quy trình duyệt")
    name = CANCEL
    classname = "action-apart"
    icon_name = "error"

    def get_url(self, parent_context):
        thing = parent_context.get("page") or parent_context.get("instance")
        return reverse("cancel_workflow", args=[thing.current_workflow_state.pk])


def arrange_actions(menu_items, request, context) -> None:
    """Changes the list in place. For pages and snippets."""
    thing = context.get("page") or context.get("instance")
    if not isinstance(thing, WorkflowMixin) or context["view"] == "create":
        return
    if is_decided_by(thing, request.user):
        # An approval publishes; a second button that publishes past the workflow would only confuse.
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]
    if any(item.name == CANCEL for item in menu_items):
        menu_items[:] = [*(item for item in menu_items if item.name != CANCEL), CancelWorkflowItem()]


def is_decided_by(thing, user) -> bool:
    """Whether it waits in a step in which this user decides."""
    task = thing.current_workflow_task if thing.workflow_in_progress else None
    return task is not None and bool(task.get_actions(thing, user))
