"""Whether a title stands already, asked while one types."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from news.models import ArticlePage
from news.same_titles import warning

LONGEST_TITLE = 255
LONGEST_KEY = 18  # digits


def same_titles(request):
    """For the form, while one types: the warning for `?title=` (but `?page=` itself), or nothing."""
    number = request.GET.get("page", "")
    itself = int(number) if number.isdecimal() and len(number) <= LONGEST_KEY else None
    pages = ArticlePage.objects.like_titled(request.GET.get("title", "")[:LONGEST_TITLE], itself)
    if not pages:
        return HttpResponse("")
    return render(request, "news/same_titles.html", {"warning": warning(pages, request.user)})
