"""Cache headers: which answers are the same for every reader, and since when."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from foundations.delivery.display import DISPLAY_COOKIE
from foundations.delivery.freshness import content_version

# Shared caches may serve a page for 5 seconds (as old as a shown number may be), and for 5 more while they revalidate
# or if we do not answer. The sum is how long an unpublished page can still be read; a longer stale-if-error would
# bring it back whenever the server is down.
SHARED_CACHING = "s-maxage=5, stale-while-revalidate=5, stale-if-error=5"
# Browsers revalidate each time: the 304 costs next to nothing.
PUBLIC_CACHING = f"public, max-age=0, {SHARED_CACHING}"
PRIVATE_CACHING = "private, no-store"
START_TIME = int(time.time())  # a new release may render the same content differently


class PublicPageMiddleware:
    """Sets Cache-Control unless the view has set it. Outermost middleware, as it must see all cookies."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        changed = content_version.read_change_time()  # before the answer is made: later changes count as newer
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PUBLIC_CACHING if self.is_public(request, response) else PRIVATE_CACHING
        if "public" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["Accept-Encoding"])
        if response.headers["Cache-Control"] == PUBLIC_CACHING and not response.streaming and is_for_machines(response):
            return make_conditional(request, response, max(changed, get_midnight(), START_TIME))
        return response

    def is_public(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not set(request.COOKIES) - {DISPLAY_COOKIE}
            and "Authorization" not in request.headers
            and "CSRF_COOKIE" not in request.META  # a form with a token of this reader
            and not getattr(request, "is_preview", False)
            and not request.path.startswith(self.admin_prefix)
        )


def is_for_machines(response: HttpResponse) -> bool:
    """Whether the answer is a feed, a table, a sitemap. (Pages show counters, which change without a new version.)"""
    return response.status_code == 200 and not response.headers.get("Content-Type", "").startswith("text/html")


def make_conditional(request: HttpRequest, response: HttpResponse, changed: int) -> HttpResponse:
    """Dates the answer by the last change of public content; 304 if the reader's copy is not older.

    Django's feeds are dated by their newest article. That date goes back when the article is unpublished, and readers
    would never learn of it.
    """
    response.headers["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, last_modified=changed, response=response)


def get_midnight() -> int:
    """The beginning of today in seconds since 1970: what is valid by date changes then."""
    return int(timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
