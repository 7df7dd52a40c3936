"""Title and edit address of pages and snippets in workflow."""

from __future__ import annotations

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page


def get_edit_address(thing) -> str:
    """The edit view of a page or snippet; the view checks permission."""
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])


def get_latest_title(thing) -> str:
    """The title of the latest draft."""
    return getattr(thing, "draft_title", "") or str(thing)
