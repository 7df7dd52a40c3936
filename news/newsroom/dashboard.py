"""The panels of the dashboard: what waits for the user.

They replace three panels of Wagtail, which lack the reviewer's note and run several queries a row.
"""

from __future__ import annotations

import datetime

from django.db.models import Q, Sum
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from foundations.counters.models import DailyViews
from foundations.members.roles import is_board
from news.models import ArticlePage, BrokenLink, NewsIndexPage
from news.newsroom.reviewing.things import get_edit_address, get_latest_title
from news.quotas.permissions import find_units
from news.reports import VIEWS_KIND

MAX_LINES = 8  # of one panel
MAX_PLACES = 6
MOST_READ_PERIOD = datetime.timedelta(days=6)  # before today
REPLACED_PANELS = (
    home.WorkflowObjectsToModeratePanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.RecentEditsPanel,
)


def find_places_to_write(user) -> list[NewsIndexPage]:
    """The user's own desks; without any, the general columns where the user may add articles."""
    desks = list(NewsIndexPage.objects.live().filter(unit__in=find_units(user)).order_by("path")[:MAX_PLACES])
    if desks:
        return desks
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    columns = NewsIndexPage.objects.live().filter(unit=None, pk__in=allowed.values("pk"))
    return list(columns.order_by("depth", "path")[:MAX_PLACES])


def get_writing_address(place: NewsIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", place.pk])


def find_pages_sent_back() -> list[int]:
    """Ids of pages returned for changes. A separate query, as workflow states store ids as text."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, base_content_type=get_default_page_content_type()
    )
    return list(map(int, states.values_list("object_id", flat=True)))


class NewsroomPanel(Component):
    """A list of links; templates show nothing if it is empty."""

    def build_context(self, user) -> dict:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return self.build_context(parent_context["request"].user)


class WritePanel(NewsroomPanel):
    """Links to the form of a new article at the user's desks."""

    name = "write"
    template_name = "newsroom/dashboard/write.html"
    order = 100

    def build_context(self, user):
        return {"places": [(place.title, get_writing_address(place)) for place in find_places_to_write(user)]}


class SentBackPanel(NewsroomPanel):
    """The user's submissions that were returned, with the reviewer's note."""

    name = "sent_back"
    template_name = "newsroom/dashboard/sent_back.html"
    order = 105

    def build_context(self, user):
        sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        own = Page.objects.filter(owner=user, pk__in=find_pages_sent_back()).values_list("pk", flat=True)
        of_own_pages = Q(base_content_type=get_default_page_content_type(), object_id__in=list(map(str, own)))
        states = sent_back.filter(Q(requested_by=user) | of_own_pages)
        states = states.select_related("current_task_state__finished_by").prefetch_related("content_object")
        lines = [
            {
                "title": get_latest_title(state.content_object),
                "address": get_edit_address(state.content_object),
                "decision": state.current_task_state,
            }
            for state in states.order_by("-current_task_state__finished_at")[:MAX_LINES]
            if state.content_object
        ]
        return {"lines": lines}


class ToApprovePanel(NewsroomPanel):
    """What waits for the user's decision, the oldest first."""

    name = "to_approve"
    template_name = "newsroom/dashboard/to_approve.html"
    order = 110

    def build_context(self, user):
        waiting = TaskState.objects.reviewable_by(user)
        states = waiting.select_related("workflow_state__requested_by").prefetch_related("revision__content_object")
        shown = list(states.order_by("started_at")[:MAX_LINES])
        lines = [
            {
                "title": get_latest_title(state.revision.content_object),
                "address": reverse("review", args=[state.pk]),
                "sender": state.workflow_state.requested_by,
                "since": state.started_at,
            }
            for state in shown
            if state.revision.content_object
        ]
        more = waiting.count() - len(shown) if len(shown) == MAX_LINES else 0
        return {"lines": lines, "more": more, "everything": reverse("wagtailadmin_reports:workflow_tasks")}


class DraftsPanel(NewsroomPanel):
    """Articles with unpublished changes that the user owns or saved last."""

    name = "drafts"
    template_name = "newsroom/dashboard/drafts.html"
    order = 140

    def build_context(self, user):
        mine = Q(owner=user) | Q(latest_revision__user=user)
        drafts = Page.objects.type(ArticlePage).filter(mine, has_unpublished_changes=True)
        drafts = drafts.exclude(pk__in=find_pages_sent_back())  # they have a panel of their own
        found = drafts.order_by("-latest_revision_created_at").prefetch_workflow_states()
        lines = [
            {
                "title": get_latest_title(page),
                "address": get_edit_address(page),
                "page": page,
                "waits": page.workflow_in_progress,
            }
            for page in found[:MAX_LINES]
        ]
        return {"lines": lines}


class MostReadPanel(NewsroomPanel):
    """The most read articles of the last seven days: of the user's units, or of all for the board."""

    name = "most_read"
    template_name = "newsroom/dashboard/most_read.html"
    order = 150

    def build_context(self, user):
        today = timezone.localdate()
        days = DailyViews.objects.filter(kind=VIEWS_KIND).between(today - MOST_READ_PERIOD, today)
        if not is_board(user):
            days = days.filter(object_id__in=ArticlePage.objects.filter(unit__in=find_units(user)).values("pk"))
        views = dict(
            days.order_by()
            .values_list("object_id")
            .annotate(total=Sum("views"))
            .order_by("-total", "object_id")[:MAX_LINES]
        )
        articles = ArticlePage.objects.live().for_links().in_bulk(views)
        lines = [
            (articles[key], get_edit_address(articles[key]), total) for key, total in views.items() if key in articles
        ]
        return {"lines": lines, "report": reverse("top_articles_report")}


class BrokenLinksPanel(NewsroomPanel):
    """Broken links found by the last check, for users who may edit the pages."""

    name = "broken_links"
    template_name = "newsroom/dashboard/broken_links.html"
    order = 160

    def build_context(self, user):
        own = page_permission_policy.instances_user_has_permission_for(user, "change")
        found = BrokenLink.objects.filter(page__in=own.values("pk")).select_related("page")
        return {"lines": [(link, get_edit_address(link.page)) for link in found[:MAX_LINES]]}


@hooks.register("construct_homepage_panels")
def replace_panels(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED_PANELS)]
    panels += [WritePanel(), SentBackPanel(), ToApprovePanel(), DraftsPanel(), MostReadPanel(), BrokenLinksPanel()]


@hooks.register("insert_global_admin_css")
def insert_newsroom_css():
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))
