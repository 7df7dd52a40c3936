"""Taking a page off while a new version of it is scheduled, or while it is locked: why not yet, and what to do first.

Wagtail 7.4 answers that the user has no right to it, and hides the button.
"""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import get_resolver, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.wagtail_hooks import PageMenuItem
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.action_menu import UnpublishMenuItem as UnpublishSnippetItem
from wagtail.snippets.permissions import get_permission_name

LABEL = gettext_lazy("Gỡ xuống")
UNPUBLISH = "action-unpublish"


def may_publish(page: Page, user) -> bool:
    tester = page.permissions_for_user(user)
    return user.is_superuser or "publish" in tester.permissions


def get_hindrance(page: Page, user):
    """The lock that alone keeps a user from taking the page off; None where there is none, or no right either."""
    lock = page.get_lock() if page.live else None
    return lock if lock and lock.for_user(user) and may_publish(page, user) else None


def unpublish(request, page_id):
    """Wagtail's screen; where a lock hinders, a page that says so and leads to what has to be done first."""
    page = get_object_or_404(Page, pk=page_id).specific
    lock = get_hindrance(page, request.user)
    if lock is None:
        # By its address: the view has another name and place in each release.
        found = get_resolver("wagtail.admin.urls").resolve(f"/pages/{page_id}/unpublish/")
        return found.func(request, *found.args, **found.kwargs)
    revision = page.scheduled_revision if isinstance(lock, ScheduledForPublishLock) else None
    context = {
        "page_title": _("Chưa gỡ xuống được"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "calendar-alt" if revision else "lock",
        "page": page,
        "revision": revision,
        "reason": lock.get_message(request.user),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
    }
    return TemplateResponse(request, "newsroom/reviewing/locked.html", context, status=200 if revision else 403)


class LockedUnpublishItem(ActionMenuItem):
    """Below the form, where Wagtail leaves its own out."""

    label = LABEL
    name = UNPUBLISH
    icon_name = "download"

    def get_url(self, parent_context):
        return reverse("wagtailadmin_pages:unpublish", args=[parent_context["page"].pk])


class LockedUnpublishButton(PageMenuItem):
    """In the menus of the listing and of the header."""

    label = LABEL
    icon_name = "download"
    url_name = "wagtailadmin_pages:unpublish"

    def is_shown(self, user):
        return get_hindrance(self.page, user) is not None


def offer_unpublishing(menu_items, request, context) -> None:
    """Changes the list of actions in place."""
    page = context.get("page")
    if context["view"] == "edit" and page and get_hindrance(page, request.user):
        menu_items.append(LockedUnpublishItem())


def offer_unpublishing_snippet(menu_items, request, context) -> None:
    """Of a snippet no lock keeps anybody from taking it off; it ends the schedule, as with a page."""
    thing = context.get("instance")
    if context["view"] != "edit" or not isinstance(thing, DraftStateMixin) or not thing.live:
        return
    is_allowed = request.user.has_perm(get_permission_name("publish", context["model"]))
    if is_allowed and isinstance(thing.get_lock(), ScheduledForPublishLock):
        menu_items.append(UnpublishSnippetItem())


def unpublish_buttons(page, user, next_url=None, view_name=None):
    yield LockedUnpublishButton(page=page, next_url=next_url, priority=60)
