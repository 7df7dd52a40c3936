"""At the top of the form of what is in workflow: the note of a return, or the way to the screen of deciding."""

from django import template
from wagtail.models import WorkflowMixin, WorkflowState

from news.newsroom.reviewing.menus import is_decided_by

register = template.Library()


@register.inclusion_tag("newsroom/reviewing/note.html")
def workflow_note(thing, user) -> dict:
    """Who returned a page or snippet, when and with what words, until it is sent in again; or that it waits for you."""
    state = thing.current_workflow_state if isinstance(thing, WorkflowMixin) else None
    if state is None:
        return {}
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return {"decision": state.current_task_state, "step": state.current_task_state.task}
    return {"waiting": state.current_task_state} if is_decided_by(thing, user) else {}
