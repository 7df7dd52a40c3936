"""Unpublishing a page that is locked or has a scheduled version: says why not yet and what to do first.

Wagtail 7.4 hides the button and answers "no permission".
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


def can_publish(page: Page, user) -> bool:
    tester = page.permissions_for_user(user)
    return user.is_superuser or "publish" in tester.permissions


def find_blocking_lock(page: Page, user):
    """The lock that keeps the user from unpublishing; None if there is no lock or no permission anyway."""
    lock = page.get_lock() if page.live else None
    return lock if lock and lock.for_user(user) and can_publish(page, user) else None


def show_unpublishing(request, page_id):
    """Wagtail's view, or a page that explains the lock."""
    page = get_object_or_404(Page, pk=page_id).specific
    lock = find_blocking_lock(page, request.user)
    if lock is None:
        # Resolved by address: the view's name and module change between releases.
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
    """In the action menu of the form, where Wagtail hides its own item."""

    label = LABEL
    name = UNPUBLISH
    icon_name = "download"

    def get_url(self, parent_context):
        return reverse("wagtailadmin_pages:unpublish", args=[parent_context["page"].pk])


class LockedUnpublishButton(PageMenuItem):
    """In the menus of the explorer and the header."""

    label = LABEL
    icon_name = "download"
    url_name = "wagtailadmin_pages:unpublish"

    def is_shown(self, user):
        return find_blocking_lock(self.page, user) is not None


def add_unpublish_item(menu_items, request, context) -> None:
    """Adds the item to a locked page's action menu, in place."""
    page = context.get("page")
    if context["view"] == "edit" and page and find_blocking_lock(page, request.user):
        menu_items.append(LockedUnpublishItem())


def add_unpublish_snippet_item(menu_items, request, context) -> None:
    """Adds Wagtail's item to a scheduled snippet: unpublishing ends the schedule."""
    thing = context.get("instance")
    if context["view"] != "edit" or not isinstance(thing, DraftStateMixin) or not thing.live:
        return
    is_allowed = request.user.has_perm(get_permission_name("publish", context["model"]))
    if is_allowed and isinstance(thing.get_lock(), ScheduledForPublishLock):
        menu_items.append(UnpublishSnippetItem())


def make_unpublish_buttons(page, user, next_url=None, view_name=None):
    yield LockedUnpublishButton(page=page, next_url=next_url, priority=60)
