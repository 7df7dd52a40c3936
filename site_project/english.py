"""The English interface at `/en/…`: each public page under the same address, with English words around its content.

The prefix is taken off the path before an address is looked up, and put before every address that is made, as if the
whole site were installed there a second time. So no view and no template knows of it, and the switch keeps the page.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

LANGUAGE = "en"
PREFIX = f"/{LANGUAGE}"
# The editors' interface, files and machine addresses are there once.
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
    """The addresses of the page being shown in both languages, by language."""
    plain = request.get_full_path()
    if is_english(request):
        plain = plain.removeprefix(PREFIX)
    return {"vi": plain, LANGUAGE: f"{PREFIX}{plain}"}


def is_english(request: HttpRequest) -> bool:
    return request.path != request.path_info and request.path.startswith(f"{PREFIX}/")
