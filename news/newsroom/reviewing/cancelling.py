"""Taking back what was sent in: asked first, on a page of its own, which needs no script."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from news.newsroom.reviewing.things import edit_address, title_of


def cancel_workflow(request, pk):
    """Asks, and cancels on POST. Raises PermissionDenied for whoever may not cancel, Http404."""
    state = get_object_or_404(WorkflowState.objects.select_related("workflow", "current_task_state__task"), pk=pk)
    thing = state.content_object
    if state.status not in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        messages.warning(request, _("“%(title)s” không còn chờ duyệt.") % {"title": title_of(thing)})
        return redirect(edit_address(thing))
    if not state.user_can_cancel(request.user):
        raise PermissionDenied
    if request.method == "POST":
        state.cancel(user=request.user)
        messages.success(request, _("Đã hủy quy trình duyệt của “%(title)s”.") % {"title": title_of(thing)})
        return redirect(edit_address(thing))
    context = {
        "page_title": _("Hủy quy trình duyệt"),
        "page_subtitle": title_of(thing),
        "header_icon": "error",
        "state": state,
        "back": edit_address(thing),
        "is_returned": state.status == WorkflowState.STATUS_NEEDS_CHANGES,
    }
    return TemplateResponse(request, "newsroom/reviewing/cancel.html", context)
