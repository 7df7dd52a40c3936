"""Comments in the admin: the queue, decisions, official replies, the dashboard panel."""

from __future__ import annotations

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from foundations.spreadsheets.exports import LocalExportMixin
from news.comments.forms import OfficialReplyForm
from news.comments.models import SentComment
from news.comments.moderation import MODERATE_PERMISSION, set_status, store_reply

Status = SentComment.Status
DECISIONS = {
    Status.APPROVED: _("Duyệt"),
    Status.REJECTED: _("Không duyệt"),
    Status.SPAM: _("Thư rác"),
}


def format_moment(at) -> str:
    return date_format(timezone.localtime(at), "d/m/Y H:i")


class DecisionColumn(Column):
    """Buttons that set the status with one click. A form, as a link must not write."""

    cell_template_name = "comments/admin_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        offered = [(status.value, label) for status, label in DECISIONS.items() if status != instance.status]
        request = parent_context["request"]
        # The main button: approve, or for an approved comment reply.
        main = "" if instance.status == Status.APPROVED else Status.APPROVED.value
        # Cell templates have no request and no token of their own.
        token = get_token(request)
        return {
            **context,
            "offered": offered,
            "main": main,
            "request": request,
            "sent": instance,
            "csrf_token": token,
        }


class TextColumn(Column):
    """The whole text, with the signs of spam."""

    cell_template_name = "comments/admin_text.html"


class SentCommentFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Tình trạng"), choices=Status.choices, empty_label=_("Tất cả"))

    class Meta:
        model = SentComment
        fields = ["status"]


class SentCommentIndexView(LocalExportMixin, IndexView):
    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class ReadOnlyPanel(FieldPanel):
    """A read-only field. Wagtail shows an empty one as "None"; this shows a dash."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value):
        return "–" if value in (None, "") else super().format_value_for_display(value)


class SentCommentViewSet(SnippetViewSet):
    model = SentComment
    index_view_class = SentCommentIndexView
    icon = "comment"
    menu_label = _("Bình luận")
    menu_order = 240
    add_to_admin_menu = True
    url_prefix = "binh-luan"
    add_view_enabled = False
    copy_view_enabled = False
    list_per_page = 30
    list_display = [
        "name",
        TextColumn("text", label=_("Nội dung")),
        "article",
        Column("sent_at", label=_("Gửi lúc"), accessor=lambda sent: format_moment(sent.sent_at)),
        Column("get_status_display", label=_("Tình trạng")),
        DecisionColumn("decision", label=_("Quyết định"), accessor=str),
    ]
    list_export = ["article", "name", "text", "sent_at", "get_status_display", "suspicion"]
    export_headings = {"get_status_display": _("Tình trạng")}
    export_filename = "binh-luan"
    filterset_class = SentCommentFilterSet
    search_fields = ["name", "text"]
    panels = [
        ReadOnlyPanel(name)
        for name in ("article", "name", "email", "text", "sent_at", "consent", "status", "suspicion", "decided_at")
    ]

    def get_queryset(self, request):
        return SentComment.objects.select_related("article")


register_snippet(SentCommentViewSet)


def require_moderator(user) -> None:
    """Raises PermissionDenied unless the user may moderate."""
    if not user.has_perm(MODERATE_PERMISSION):
        raise PermissionDenied


@require_POST
def change_status(request, pk):
    """Sets the status of one comment and returns to the list."""
    require_moderator(request.user)
    sent, status = get_object_or_404(SentComment, pk=pk), request.POST.get("status", "")
    if status in DECISIONS:
        set_status([sent], status, request.user)
        messages.success(request, f"{sent.name}: {sent.get_status_display()}")
    back = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if allowed else reverse(SentComment.snippet_viewset.get_url_name("list")))


def show_reply_form(request, pk):
    """The form of the agency's reply."""
    require_moderator(request.user)
    sent = get_object_or_404(SentComment.objects.select_related("article"), pk=pk)
    form = OfficialReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        store_reply(sent, form.cleaned_data["text"], form.cleaned_data["unit"], request.user)
        messages.success(request, gettext("Đã đăng câu trả lời."))
        return redirect(SentComment.snippet_viewset.get_url_name("list"))
    context = {"form": form, "sent": sent, "page_title": _("Trả lời bình luận"), "header_icon": "comment"}
    return TemplateResponse(request, "comments/admin_reply.html", context)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("duyet-binh-luan/<int:pk>/", change_status, name="comment_decide"),
        path("duyet-binh-luan/<int:pk>/tra-loi/", show_reply_form, name="comment_reply"),
    ]


class DecisionBulkAction(SnippetBulkAction):
    """Sets the same status on all selected comments."""

    status = Status.APPROVED
    template_name = "comments/admin_bulk.html"
    classes = set()
    models = [SentComment]

    def check_perm(self, snippet):
        return self.request.user.has_perm(MODERATE_PERMISSION)

    def get_context_data(self, **kwargs):
        return super().get_context_data(decision=self.display_name, **kwargs)

    def get_execution_context(self):
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        return set_status(objects, cls.status, user), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        words = {"total": num_parent_objects, "decision": self.display_name}
        return (
            ngettext("%(decision)s: %(total)s bình luận.", "%(decision)s: %(total)s bình luận.", words["total"]) % words
        )


@hooks.register("register_bulk_action")
class ApproveBulkAction(DecisionBulkAction):
    display_name = DECISIONS[Status.APPROVED]
    action_type = "duyet"
    aria_label = _("Duyệt các bình luận đã chọn")
    action_priority = 10


@hooks.register("register_bulk_action")
class RejectBulkAction(DecisionBulkAction):
    status = Status.REJECTED
    display_name = DECISIONS[Status.REJECTED]
    action_type = "khong-duyet"
    aria_label = _("Không duyệt các bình luận đã chọn")
    action_priority = 20


@hooks.register("register_bulk_action")
class SpamBulkAction(DecisionBulkAction):
    status = Status.SPAM
    display_name = DECISIONS[Status.SPAM]
    action_type = "thu-rac"
    aria_label = _("Đánh dấu các bình luận đã chọn là thư rác")
    action_priority = 30


class WaitingCommentsPanel(Component):
    """How many comments wait; for moderators."""

    name = "comments"
    template_name = "comments/admin_panel.html"
    order = 130

    def get_context_data(self, parent_context):
        if not parent_context["request"].user.has_perm(MODERATE_PERMISSION):
            return {"waiting": 0, "suspected": 0}
        counts = SentComment.objects.filter(status__in=[Status.WAITING, Status.SUSPECTED]).aggregate(
            waiting=Count("pk", filter=Q(status=Status.WAITING)),
            suspected=Count("pk", filter=Q(status=Status.SUSPECTED)),
        )
        return {**counts, "address": reverse(SentComment.snippet_viewset.get_url_name("list"))}


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    panels.append(WaitingCommentsPanel())
