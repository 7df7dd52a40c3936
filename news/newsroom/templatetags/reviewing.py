"""The note above the form of a page or snippet in workflow."""

from django import template
from wagtail.models import WorkflowMixin, WorkflowState

from news.newsroom.reviewing.menus import is_decided_by

register = template.Library()


@register.inclusion_tag("newsroom/reviewing/note.html")
def workflow_note(thing, user) -> dict:
    """The reviewer's note of a returned page or snippet, or a link to the review screen for reviewers."""
    state = thing.current_workflow_state if isinstance(thing, WorkflowMixin) else None
    if state is None:
        return {}
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return {"decision": state.current_task_state, "step": state.current_task_state.task}
    return {"waiting": state.current_task_state} if is_decided_by(thing, user) else {}
