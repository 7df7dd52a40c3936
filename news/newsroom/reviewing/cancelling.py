"""Cancelling a workflow, with a confirmation page."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from news.newsroom.reviewing.things import get_edit_address, get_latest_title


def show_cancelling(request, pk):
    """Asks for confirmation; a POST cancels. Raises PermissionDenied or Http404."""
    state = get_object_or_404(WorkflowState.objects.select_related("workflow", "current_task_state__task"), pk=pk)
    thing = state.content_object
    if state.status not in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        messages.warning(request, _("“%(title)s” không còn chờ duyệt.") % {"title": get_latest_title(thing)})
        return redirect(get_edit_address(thing))
    if not state.user_can_cancel(request.user):
        raise PermissionDenied
    if request.method == "POST":
        state.cancel(user=request.user)
        messages.success(request, _("Đã hủy quy trình duyệt của “%(title)s”.") % {"title": get_latest_title(thing)})
        return redirect(get_edit_address(thing))
    context = {
        "page_title": _("Hủy quy trình duyệt"),
        "page_subtitle": get_latest_title(thing),
        "header_icon": "error",
        "state": state,
        "back": get_edit_address(thing),
        "is_returned": state.status == WorkflowState.STATUS_NEEDS_CHANGES,
    }
    return TemplateResponse(request, "newsroom/reviewing/cancel.html", context)
