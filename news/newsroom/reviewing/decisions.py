"""The review screen of a waiting article or procedure: a preview and the decision."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, PreviewableMixin, Revision, Task, TaskState
from wagtail.utils.decorators import xframe_options_sameorigin_override

from news.checks.article_faults import find_article_faults
from news.checks.before_submission import describe_fault
from news.checks.content_faults import find_faults
from news.newsroom.reviewing.things import get_edit_address, get_latest_title

APPROVE, REJECT = "approve", "reject"
MAX_NOTE_LENGTH = 3000  # characters


class Review(NamedTuple):
    """A waiting step with its page or snippet and the latest revision, which an approval publishes."""

    state: TaskState
    thing: object
    revision: Revision

    @property
    def version(self) -> str:
        """Changes with every save, also with an autosave into the same revision."""
        return f"{self.revision.pk} {self.revision.created_at.isoformat()}"

    @property
    def is_last_step(self) -> bool:
        return self.state.workflow_state.is_at_final_task


def get_review(pk: int) -> Review:
    """The step with its content. Raises Http404."""
    steps = TaskState.objects.select_related("workflow_state__requested_by", "task", "finished_by")
    state = get_object_or_404(steps, pk=pk)
    thing = state.revision.content_object
    return Review(state, thing, thing.get_latest_revision())


def get_actions(review: Review, user) -> dict[str, str]:
    """The user's possible decisions: button labels by Wagtail's names."""
    offered = review.state.task.specific.get_actions(review.thing, user)
    names = {name: str(label) for name, label, _asks_for_note in reversed(offered)}
    if APPROVE in names and review.is_last_step:
        names[APPROVE] = _("Duyệt, đăng theo lịch hẹn") if is_scheduled(review) else _("Duyệt và đăng")
    return {name: names[name] for name in (APPROVE, REJECT) if name in names}


def is_scheduled(review: Review) -> bool:
    moment = getattr(review.revision.as_object(), "go_live_at", None)
    return moment is not None and moment > timezone.now()


def show_review(request, pk):
    """The review screen; a POST takes the decision."""
    found = get_review(pk)
    if found.state.status != TaskState.STATUS_IN_PROGRESS:
        return redirect_when_decided(request, found)
    actions = get_actions(found, request.user)
    if not actions:
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        error = find_objection(found, actions, request.POST)
        if not error:
            return apply_decision(request, found, request.POST["decision"])
    return TemplateResponse(request, "newsroom/reviewing/review.html", build_context(request, found, actions, error))


def find_objection(found: Review, actions: dict, data) -> str:
    """Why the decision is refused; empty if it is not."""
    if data.get("version") != found.version:
        return _("Nội dung vừa được sửa thêm. Dưới đây là bản mới nhất; hãy xem lại rồi quyết định.")
    if data.get("decision") not in actions:
        return _("Hãy chọn một quyết định.")
    note = data.get("note", "").strip()
    if len(note) > MAX_NOTE_LENGTH:
        return _("Lời nhắn dài quá %(most)s ký tự.") % {"most": MAX_NOTE_LENGTH}
    if data["decision"] == REJECT and not note:
        return _("Hãy ghi lời nhắn: cần sửa chỗ nào, sửa thế nào.")
    return ""


def apply_decision(request, found: Review, decision: str):
    """Takes the decision and returns to the dashboard."""
    task, note = found.state.task.specific, request.POST.get("note", "").strip()
    said = get_message(found, decision)
    task.on_action(found.state.specific, request.user, decision, comment=note)
    messages.success(request, said % {"title": get_latest_title(found.thing)})
    return redirect("wagtailadmin_home")


def get_message(found: Review, decision: str) -> str:
    if decision == REJECT:
        return _("Đã trả lại “%(title)s” kèm lời nhắn.")
    if not found.is_last_step:
        return _("Đã chuyển “%(title)s” đến bước sau.")
    if is_scheduled(found):
        return _("Đã duyệt “%(title)s”; nội dung sẽ đăng theo lịch hẹn.")
    return _("Đã duyệt và đăng “%(title)s”.")


def can_see_title(thing, user) -> bool:
    """Whether the user may edit the thing, and so may know its title."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_edit()
    return thing.snippet_viewset.permission_policy.user_has_permission(user, "change")


def redirect_when_decided(request, found: Review):
    """Says that it is no longer waiting, and by whom it was decided. Raises PermissionDenied."""
    if not can_see_title(found.thing, request.user):
        raise PermissionDenied
    words = {"title": get_latest_title(found.thing)}
    if found.state.finished_by and found.state.finished_at:
        words["name"] = get_user_display_name(found.state.finished_by)
        words["moment"] = date_format(timezone.localtime(found.state.finished_at), "H:i d/m/Y")
        said = _("“%(title)s” không còn chờ duyệt: %(name)s đã xử lý lúc %(moment)s.") % words
    else:
        said = _("“%(title)s” không còn chờ duyệt.") % words
    messages.warning(request, said)
    return redirect("wagtailadmin_home")


def build_context(request, found: Review, actions: dict, error: str) -> dict:
    latest = found.revision.as_object()
    faults = [*find_faults(latest), *find_article_faults(latest)] if hasattr(latest, "lead") else []
    is_page = isinstance(found.thing, Page)
    return {
        "page_title": _("Xem và duyệt"),
        "page_subtitle": get_latest_title(found.thing),
        "header_icon": "view",
        "state": found.state,
        "sender": found.state.workflow_state.requested_by,
        "thing": latest,
        "version": found.version,
        "actions": actions,
        "error": error,
        "note": request.POST.get("note", ""),
        "max_note": MAX_NOTE_LENGTH,
        "faults": [describe_fault(fault) for fault in faults],
        "frame": reverse("review_text", args=[found.state.pk]) if isinstance(latest, PreviewableMixin) else "",
        "edit": get_edit_address(found.thing),
        "compare": get_compare_address(found) if is_page and found.thing.live else "",
        "saved_by": found.revision.user,
        "saved_at": found.revision.created_at,
    }


def get_compare_address(found: Review) -> str:
    return reverse("wagtailadmin_pages:revisions_compare", args=[found.thing.pk, "live", found.revision.pk])


@xframe_options_sameorigin_override
def show_review_text(request, pk):
    """The preview in the frame of the review screen; only for reviewers."""
    found = get_review(pk)
    if not get_actions(found, request.user):
        raise PermissionDenied
    thing = found.revision.as_object()
    # As in the preview panel: without the userbar, which would cover text.
    attributes = {"in_preview_panel": True}
    return thing.make_preview_request(request, thing.default_preview_mode, extra_request_attrs=attributes)


def redirect_to_review(request, page_id, task_id):
    """Wagtail's address of a waiting page, used in its mails: redirects to the review screen."""
    pages = ContentType.objects.get_for_model(Page)
    steps = TaskState.objects.filter(
        task=get_object_or_404(Task, pk=task_id),
        workflow_state__base_content_type=pages,
        workflow_state__object_id=str(page_id),
    )
    state = steps.order_by("-pk").first()
    if state is None:
        return redirect("wagtailadmin_pages:edit", page_id)
    found = get_review(state.pk)
    if not get_actions(found, request.user) and not can_see_title(found.thing, request.user):
        raise PermissionDenied
    return redirect("review", state.pk)
