"""The newsroom's dashboard: what waits for this very person, each panel for those who can act on it.

They take the place of three of Wagtail's own panels, which list the same pages without the reviewer's note and with
several queries a row.
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
from news.newsroom.reviewing.things import edit_address, title_of
from news.quotas.permissions import units_of
from news.reports import KIND

SHOWN = 8  # lines of one panel
COLUMNS_OFFERED = 6
WEEK = datetime.timedelta(days=6)  # before today
REPLACED = (
    home.WorkflowObjectsToModeratePanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.RecentEditsPanel,
)


def places_to_write(user) -> list[NewsIndexPage]:
    """The user's own desks; without any, the general columns in which the user may add articles."""
    desks = list(NewsIndexPage.objects.live().filter(unit__in=units_of(user)).order_by("path")[:COLUMNS_OFFERED])
    if desks:
        return desks
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    columns = NewsIndexPage.objects.live().filter(unit=None, pk__in=allowed.values("pk"))
    return list(columns.order_by("depth", "path")[:COLUMNS_OFFERED])


def writing_address(place: NewsIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", place.pk])


def pages_sent_back() -> list[int]:
    """Pages that the board wants changed. By a query of their own: states keep the page's number as text."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, base_content_type=get_default_page_content_type()
    )
    return list(map(int, states.values_list("object_id", flat=True)))


class NewsroomPanel(Component):
    """A list of links; not shown where it is empty."""

    def shown_to(self, user) -> dict:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return self.shown_to(parent_context["request"].user)


class WritePanel(NewsroomPanel):
    """One click to the form of a new article, at the writer's own desk."""

    name = "write"
    template_name = "newsroom/dashboard/write.html"
    order = 100

    def shown_to(self, user):
        return {"places": [(place.title, writing_address(place)) for place in places_to_write(user)]}


class SentBackPanel(NewsroomPanel):
    """What the user sent in and got back, with the reviewer's note."""

    name = "sent_back"
    template_name = "newsroom/dashboard/sent_back.html"
    order = 105

    def shown_to(self, user):
        sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        own = Page.objects.filter(owner=user, pk__in=pages_sent_back()).values_list("pk", flat=True)
        of_own_pages = Q(base_content_type=get_default_page_content_type(), object_id__in=list(map(str, own)))
        states = sent_back.filter(Q(requested_by=user) | of_own_pages)
        states = states.select_related("current_task_state__finished_by").prefetch_related("content_object")
        lines = [
            {
                "title": title_of(state.content_object),
                "address": edit_address(state.content_object),
                "decision": state.current_task_state,
            }
            for state in states.order_by("-current_task_state__finished_at")[:SHOWN]
            if state.content_object
        ]
        return {"lines": lines}


class ToApprovePanel(NewsroomPanel):
    """What waits for the user's decision, the oldest first."""

    name = "to_approve"
    template_name = "newsroom/dashboard/to_approve.html"
    order = 110

    def shown_to(self, user):
        waiting = TaskState.objects.reviewable_by(user)
        states = waiting.select_related("workflow_state__requested_by").prefetch_related("revision__content_object")
        shown = list(states.order_by("started_at")[:SHOWN])
        lines = [
            {
                "title": title_of(state.revision.content_object),
                "address": reverse("review", args=[state.pk]),
                "sender": state.workflow_state.requested_by,
                "since": state.started_at,
            }
            for state in shown
            if state.revision.content_object
        ]
        more = waiting.count() - len(shown) if len(shown) == SHOWN else 0
        return {"lines": lines, "more": more, "everything": reverse("wagtailadmin_reports:workflow_tasks")}


class DraftsPanel(NewsroomPanel):
    """Articles that the user wrote or saved last and that readers do not see as they now are."""

    name = "drafts"
    template_name = "newsroom/dashboard/drafts.html"
    order = 140

    def shown_to(self, user):
        mine = Q(owner=user) | Q(latest_revision__user=user)
        drafts = Page.objects.type(ArticlePage).filter(mine, has_unpublished_changes=True)
        drafts = drafts.exclude(pk__in=pages_sent_back())  # which have a panel of their own
        found = drafts.order_by("-latest_revision_created_at").prefetch_workflow_states()
        lines = [
            {"title": title_of(page), "address": edit_address(page), "page": page, "waits": page.workflow_in_progress}
            for page in found[:SHOWN]
        ]
        return {"lines": lines}


class MostReadPanel(NewsroomPanel):
    """The most read articles of the last seven days: of the user's units, for the board of all."""

    name = "most_read"
    template_name = "newsroom/dashboard/most_read.html"
    order = 150

    def shown_to(self, user):
        today = timezone.localdate()
        days = DailyViews.objects.filter(kind=KIND).between(today - WEEK, today)
        if not is_board(user):
            days = days.filter(object_id__in=ArticlePage.objects.filter(unit__in=units_of(user)).values("pk"))
        views = dict(
            days.order_by()
            .values_list("object_id")
            .annotate(total=Sum("views"))
            .order_by("-total", "object_id")[:SHOWN]
        )
        articles = ArticlePage.objects.live().for_links().in_bulk(views)
        lines = [(articles[key], edit_address(articles[key]), total) for key, total in views.items() if key in articles]
        return {"lines": lines, "report": reverse("top_articles_report")}


class BrokenLinksPanel(NewsroomPanel):
    """Published texts with links that lead nowhere, as found by the last check; for who may mend them."""

    name = "broken_links"
    template_name = "newsroom/dashboard/broken_links.html"
    order = 160

    def shown_to(self, user):
        own = page_permission_policy.instances_user_has_permission_for(user, "change")
        found = BrokenLink.objects.filter(page__in=own.values("pk")).select_related("page")
        return {"lines": [(link, edit_address(link.page)) for link in found[:SHOWN]]}


@hooks.register("construct_homepage_panels")
def newsroom_panels(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [WritePanel(), SentBackPanel(), ToApprovePanel(), DraftsPanel(), MostReadPanel(), BrokenLinksPanel()]


@hooks.register("insert_global_admin_css")
def newsroom_style():
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))
