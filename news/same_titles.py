"""Articles that bear the same or nearly the same title: two units often report one event, or one writer begins twice.

Titles are compared as a reader hears them: without accents, case and punctuation. A row keeps how its title begins,
so that one indexed query finds all that can be meant; the few rows found are compared in full.
"""

from __future__ import annotations

import datetime
import re
from difflib import SequenceMatcher

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundations.vietnamese.folding import fold

BEGINNING = 24  # letters and digits of a folded title, some six words
NEARLY = 0.88  # of 1: "… đợt 2" for "… lần 2" is nearly the same, another commune's name is not
LOOKED_BACK = datetime.timedelta(days=365)
MOST_COMPARED = 50
MOST_SHOWN = 5
LONGEST_TITLE = 255
LONGEST_KEY = 18  # digits
SHORTEST_BEGINNING = 8  # letters; less is a title just begun
COUNTING = re.compile(r"\d+|(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl|l)$")


def title_key(title: str) -> str:
    """How a title begins: `Hoà giải ở cơ sở: năm 2025` -> `hoagiaiocosonam2025`."""
    return fold(title).replace(" ", "")[:BEGINNING]


class TitleKeyField(models.CharField):
    """The key of the row's title; written on every way into the table but `update()`."""

    def __init__(self, **kwargs):
        kwargs |= {"max_length": BEGINNING, "editable": False, "db_index": True, "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "db_index", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        key = title_key(model_instance.title or "")
        setattr(model_instance, self.attname, key)
        return key


def numbers_in(folded: str) -> list[str]:
    """Numbers, Roman ones too: titles that differ in a quarter or year are of different things."""
    return [word for word in folded.split() if COUNTING.fullmatch(word)]


def is_nearly(one: str, other: str) -> bool:
    """Whether two titles are the same or nearly so."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    return numbers_in(one) == numbers_in(other) and SequenceMatcher(None, one, other).ratio() >= NEARLY


def like_titled(title: str, but: int | None = None) -> list:
    """Live articles and drafts of the last twelve months with nearly this title, newest first. One query."""
    from news.models import ArticlePage  # which needs the field above

    key = title_key(title)
    if len(key) < SHORTEST_BEGINNING:
        return []
    recent = ArticlePage.objects.filter(title_key=key, latest_revision_created_at__gte=timezone.now() - LOOKED_BACK)
    found = recent.exclude(pk=but).select_related("unit").defer("body").order_by("-latest_revision_created_at")
    alike = [page for page in found[:MOST_COMPARED] if is_nearly(title, page.draft_title or page.title)]
    return alike[:MOST_SHOWN]


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


def same_titles(request):
    """For the form, while one types: the warning for `?title=` (but `?page=` itself), or nothing."""
    number = request.GET.get("page", "")
    itself = int(number) if number.isdecimal() and len(number) <= LONGEST_KEY else None
    pages = like_titled(request.GET.get("title", "")[:LONGEST_TITLE], itself)
    if not pages:
        return HttpResponse("")
    return render(request, "news/same_titles.html", {"warning": warning(pages, request.user)})
