"""Which answers are the same for every reader, and since when, said in the headers that every cache understands."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from foundations.delivery.display import COOKIE
from foundations.delivery.freshness import content_version

# Caches of others may hand a page out for 5 seconds, as old as a shown number may be, and for 5 more while they ask
# again or where we do not answer. The sum is how long a page that was withdrawn can be read, also where nobody asked
# for it between its withdrawal and the end of the server; a longer bound on errors would bring it back.
SHARED = "s-maxage=5, stale-while-revalidate=5, stale-if-error=5"
# Browsers ask each time: the answer is 304 and costs us nothing.
PUBLIC = f"public, max-age=0, {SHARED}"
PRIVATE = "private, no-store"
STARTED = int(time.time())  # another release may write the same content otherwise


class PublicPageMiddleware:
    """Says of every answer that has not said it itself whether caches may keep it. Outermost: it sees all cookies."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        changed = content_version.changed_at()  # before the answer is made: what changes meanwhile is newer than it
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PUBLIC if self.is_public(request, response) else PRIVATE
        if "public" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["Accept-Encoding"])
        if response.headers["Cache-Control"] == PUBLIC and not response.streaming and is_for_machines(response):
            return conditional(request, response, max(changed, midnight(), STARTED))
        return response

    def is_public(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not set(request.COOKIES) - {COOKIE}
            and "Authorization" not in request.headers
            and "CSRF_COOKIE" not in request.META  # a form with a token of this reader
            and not getattr(request, "is_preview", False)
            and not request.path.startswith(self.admin_prefix)
        )


def is_for_machines(response: HttpResponse) -> bool:
    """Whether an answer is a feed, a table, a sitemap: pages for people show numbers that count on by themselves."""
    return response.status_code == 200 and not response.headers.get("Content-Type", "").startswith("text/html")


def conditional(request: HttpRequest, response: HttpResponse, changed: int) -> HttpResponse:
    """The answer dated by the last change of what readers see; 304 where the reader's copy is of then or later.

    The date of the newest article, which Django's feeds send, would go back when that article is withdrawn: then
    whoever asks by it would never learn of the withdrawal.
    """
    response.headers["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, last_modified=changed, response=response)


def midnight() -> int:
    """When this day began: what is valid by its date changes then. Seconds since 1970."""
    return int(timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
