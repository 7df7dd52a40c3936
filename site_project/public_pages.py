"""Which answers are the same for every reader, said in the header that every cache understands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from site_project.display import COOKIE

# Caches of others may hand a page out for 5 seconds, as old as a shown number may be, and for half a minute more while
# they ask again. Browsers ask each time: the answer is 304 and costs us nothing.
PUBLIC = "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400"
PRIVATE = "private, no-store"


class PublicPageMiddleware:
    """Says of every answer that has not said it itself whether caches may keep it. Outermost: it sees all cookies."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PUBLIC if self.is_public(request, response) else PRIVATE
        if "public" in response.headers["Cache-Control"]:
            patch_vary_headers(response, ["Accept-Encoding"])
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
