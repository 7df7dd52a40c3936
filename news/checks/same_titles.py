"""Warnings about articles with the same or nearly the same title.

Two units often report one event, or one writer begins twice. `ArticleQuerySet.like_titled` finds them.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def render_link(page, user) -> SafeString | str:
    """A link to the article's form or public page; for a draft of others only the unit's name."""
    if page.permissions_for_user(user).can_edit():
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    elif page.live:
        address = page.url
    else:
        return _("một bản nháp của %(unit)s") % {"unit": page.unit or _("Ban biên tập")}
    state = page.unit or ""
    if not page.live:
        state = _("bản nháp, %(unit)s") % {"unit": page.unit} if page.unit else _("bản nháp")
    link = format_html('<a href="{}" target="_blank">{}</a>', address, page.draft_title or page.title)
    return format_html("{} ({})", link, state) if state else link


def render_warning(pages: list, user) -> SafeString:
    """The warning with links to the articles. It does not block saving."""
    lines = format_html_join("", "<li>{}</li>", ((render_link(page, user),) for page in pages))
    said = _("Đã có bài trùng hoặc gần trùng tiêu đề. Nếu là việc khác, hãy đổi tiêu đề cho dễ phân biệt:")
    return format_html("{}<ul>{}</ul>", said, lines)
