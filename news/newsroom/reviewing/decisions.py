"""The screen on which a waiting article or procedure is read as readers will see it, and decided on."""

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

from news.article_faults import article_faults
from news.before_submission import told
from news.content_faults import faults_of
from news.newsroom.reviewing.things import edit_address, title_of

APPROVE, REJECT = "approve", "reject"
MAX_NOTE = 3000  # characters


class Review(NamedTuple):
    """What waits: the step, the thing itself, the newest version, which is what an approval publishes."""

    state: TaskState
    thing: object
    revision: Revision

    @property
    def version(self) -> str:
        """Changes with every save; an autosave writes into the same revision."""
        return f"{self.revision.pk} {self.revision.created_at.isoformat()}"

    @property
    def is_last_step(self) -> bool:
        return self.state.workflow_state.is_at_final_task


def get_review(pk: int) -> Review:
    """The step with what waits in it. Raises Http404."""
    steps = TaskState.objects.select_related("workflow_state__requested_by", "task", "finished_by")
    state = get_object_or_404(steps, pk=pk)
    thing = state.revision.content_object
    return Review(state, thing, thing.get_latest_revision())


def get_actions(review: Review, user) -> dict[str, str]:
    """What the user may decide, by Wagtail's name of the decision: the words of its button."""
    offered = review.state.task.specific.get_actions(review.thing, user)
    names = {name: str(label) for name, label, _asks_for_note in reversed(offered)}
    if APPROVE in names and review.is_last_step:
        names[APPROVE] = _("Duyệt, đăng theo lịch hẹn") if is_scheduled(review) else _("Duyệt và đăng")
    return {name: names[name] for name in (APPROVE, REJECT) if name in names}


def is_scheduled(review: Review) -> bool:
    moment = getattr(review.revision.as_object(), "go_live_at", None)
    return moment is not None and moment > timezone.now()


def review(request, pk):
    """Shows what waits, and takes the decision."""
    found = get_review(pk)
    if found.state.status != TaskState.STATUS_IN_PROGRESS:
        return tell_decided(request, found)
    actions = get_actions(found, request.user)
    if not actions:
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        error = find_objection(found, actions, request.POST)
        if not error:
            return decide(request, found, request.POST["decision"])
    return TemplateResponse(request, "newsroom/reviewing/review.html", build_context(request, found, actions, error))


def find_objection(found: Review, actions: dict, data) -> str:
    """Why the decision is not taken; empty where it is."""
    if data.get("version") != found.version:
        return _("Nội dung vừa được sửa thêm. Dưới đây là bản mới nhất; hãy xem lại rồi quyết định.")
    if data.get("decision") not in actions:
        return _("Hãy chọn một quyết định.")
    note = data.get("note", "").strip()
    if len(note) > MAX_NOTE:
        return _("Lời nhắn dài quá %(most)s ký tự.") % {"most": MAX_NOTE}
    if data["decision"] == REJECT and not note:
        return _("Hãy ghi lời nhắn: cần sửa chỗ nào, sửa thế nào.")
    return ""


def decide(request, found: Review, decision: str):
    task, note = found.state.task.specific, request.POST.get("note", "").strip()
    said = message_after(found, decision)
    task.on_action(found.state.specific, request.user, decision, comment=note)
    messages.success(request, said % {"title": title_of(found.thing)})
    return redirect("wagtailadmin_home")


def message_after(found: Review, decision: str) -> str:
    if decision == REJECT:
        return _("Đã trả lại “%(title)s” kèm lời nhắn.")
    if not found.is_last_step:
        return _("Đã chuyển “%(title)s” đến bước sau.")
    if is_scheduled(found):
        return _("Đã duyệt “%(title)s”; nội dung sẽ đăng theo lịch hẹn.")
    return _("Đã duyệt và đăng “%(title)s”.")


def may_know(thing, user) -> bool:
    """Whether the user works on the thing, so that its title may be named."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_edit()
    return thing.snippet_viewset.permission_policy.user_has_permission(user, "change")


def tell_decided(request, found: Review):
    """Somebody else was first, or the author took it back. Raises PermissionDenied."""
    if not may_know(found.thing, request.user):
        raise PermissionDenied
    words = {"title": title_of(found.thing)}
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
    faults = [*faults_of(latest), *article_faults(latest)] if hasattr(latest, "lead") else []
    is_page = isinstance(found.thing, Page)
    return {
        "page_title": _("Xem và duyệt"),
        "page_subtitle": title_of(found.thing),
        "header_icon": "view",
        "state": found.state,
        "sender": found.state.workflow_state.requested_by,
        "thing": latest,
        "version": found.version,
        "actions": actions,
        "error": error,
        "note": request.POST.get("note", ""),
        "max_note": MAX_NOTE,
        "faults": [told(fault) for fault in faults],
        "frame": reverse("review_text", args=[found.state.pk]) if isinstance(latest, PreviewableMixin) else "",
        "edit": edit_address(found.thing),
        "compare": compare_address(found) if is_page and found.thing.live else "",
        "saved_by": found.revision.user,
        "saved_at": found.revision.created_at,
    }


def compare_address(found: Review) -> str:
    return reverse("wagtailadmin_pages:revisions_compare", args=[found.thing.pk, "live", found.revision.pk])


@xframe_options_sameorigin_override
def review_text(request, pk):
    """The page itself, as the approval would publish it; only for who decides."""
    found = get_review(pk)
    if not get_actions(found, request.user):
        raise PermissionDenied
    thing = found.revision.as_object()
    # As in the panel beside the form, where the bird of Wagtail does not lie over the words.
    attributes = {"in_preview_panel": True}
    return thing.make_preview_request(request, thing.default_preview_mode, extra_request_attrs=attributes)


def review_of_page(request, page_id, task_id):
    """Wagtail's own address of a waiting page, which stands in its mails: leads to the screen above."""
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
    if not get_actions(found, request.user) and not may_know(found.thing, request.user):
        raise PermissionDenied
    return redirect("review", state.pk)
