"""What a writer is told of articles that bear the same or nearly the same title.

Two units often report one event, or one writer begins twice. Which they are, `ArticleQuerySet.like_titled` finds.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def link_to(page, user) -> SafeString | str:
    """The article as this user may know it: its form, its public page, or only whose draft it is."""
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


def warning(pages: list, user) -> SafeString:
    """What a writer is told; nothing is refused."""
    lines = format_html_join("", "<li>{}</li>", ((link_to(page, user),) for page in pages))
    said = _("Đã có bài trùng hoặc gần trùng tiêu đề. Nếu là việc khác, hãy đổi tiêu đề cho dễ phân biệt:")
    return format_html("{}<ul>{}</ul>", said, lines)
