"""Pages and snippets in workflow alike: their titles as last written, and where they are edited."""

from __future__ import annotations

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page


def edit_address(thing) -> str:
    """Where a page or snippet is edited; the form itself asks for permission."""
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])


def title_of(thing) -> str:
    """The title as last written, not as last published."""
    return getattr(thing, "draft_title", "") or str(thing)
