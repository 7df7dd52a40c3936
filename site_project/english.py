"""The English interface at `/en/…`: each public page with English words around its content.

The prefix is removed from the path before it is resolved, and added to every reversed address, as if the site were
installed there a second time. So views and templates need not know of it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

LANGUAGE = "en"
PREFIX = f"/{LANGUAGE}"
# The editors' interface, files and addresses for machines have no English version.
UNTRANSLATED_PREFIXES = ("/quan-tri/", "/static/", "/media/", "/dem/", "/suc-khoe/", f"{PREFIX}/")


class EnglishMiddleware:
    """Answers `/en/…` in English with what is at `/…`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if path == PREFIX:
            return HttpResponsePermanentRedirect(f"{PREFIX}/")
        rest = path.removeprefix(PREFIX)
        if rest == path or not rest.startswith("/") or rest.startswith(UNTRANSLATED_PREFIXES):
            return self.get_response(request)
        before = get_script_prefix()
        request.path_info = rest
        set_script_prefix(f"{PREFIX}/")
        try:
            with translation.override(LANGUAGE):
                response = self.get_response(request)
        finally:
            set_script_prefix(before)
        response.headers.setdefault("Content-Language", LANGUAGE)
        return response


def get_versions(request: HttpRequest) -> dict[str, str]:
    """The addresses of the request's page, by language."""
    plain = request.get_full_path()
    if is_english(request):
        plain = plain.removeprefix(PREFIX)
    return {"vi": plain, LANGUAGE: f"{PREFIX}{plain}"}


def is_english(request: HttpRequest) -> bool:
    """Whether the request came to an address below `/en/`."""
    return request.path != request.path_info and request.path.startswith(f"{PREFIX}/")
