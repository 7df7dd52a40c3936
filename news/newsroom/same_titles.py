"""The warning about an existing title, fetched while the writer types."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from news.checks.same_titles import render_warning
from news.models import ArticlePage

MAX_TITLE_LENGTH = 255
MAX_KEY_DIGITS = 18  # digits


def show_same_titles(request):
    """The warning for `?title=`, without the page `?page=` itself; empty if there is no such title."""
    number = request.GET.get("page", "")
    itself = int(number) if number.isdecimal() and len(number) <= MAX_KEY_DIGITS else None
    pages = ArticlePage.objects.like_titled(request.GET.get("title", "")[:MAX_TITLE_LENGTH], itself)
    if not pages:
        return HttpResponse("")
    return render(request, "news/same_titles.html", {"warning": render_warning(pages, request.user)})
