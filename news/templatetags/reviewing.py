"""The note with which an article was returned, at the top of its form."""

from django import template
from wagtail.models import WorkflowState

register = template.Library()


@register.inclusion_tag("news/reviewing/returned.html")
def returned_note(thing) -> dict:
    """Who returned a page or snippet, when and with what words; nothing once it is sent in again."""
    state = getattr(thing, "current_workflow_state", None)
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return {}
    return {"decision": state.current_task_state, "step": state.current_task_state.task}
