"""Redirects of old addresses: finds them in any spelling, follows chains, adds new ones.

Wagtail itself adds redirects when a page moves or its slug changes; they refer to the page, so they form no chains.
For other objects `changed_addresses.py` adds them.
"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import escape_uri_path
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

MAX_CHAIN_LENGTH = 10


class FollowingRedirectMiddleware(RedirectMiddleware):
    """Like Wagtail's, but goes to the end of a chain in one step; 404 if redirects form a circle."""

    def process_response(self, request, response):
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        first = find_redirect(request, get_requested_address(request))
        target = find_end_of_chain(request, first) if first else None
        if target is None or is_here(request, target):
            return response
        return HttpResponsePermanentRedirect(target) if first.is_permanent else HttpResponseRedirect(target)


def get_requested_address(request) -> str:
    """The path and query of a request; the query may hold unescaped UTF-8."""
    query = request.META.get("QUERY_STRING", "")
    with suppress(UnicodeError):
        query = query.encode("latin-1").decode()
    path = escape_uri_path(request.path)
    return f"{path}?{query}" if query else path


def find_redirect(request, address: str) -> Redirect | None:
    """The redirect of an address of this site, preferably with its query string. One database query."""
    forms = [*get_stored_forms(address), *get_stored_forms(address.partition("?")[0])]
    known = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=forms)
    return min(known, key=lambda each: (forms.index(each.old_path), each.site_id is None), default=None)


def get_stored_forms(address: str) -> list[str]:
    """The forms in which an address may be stored: ours, and Wagtail's in older rows."""
    return [
        normalise_path(address),
        normalise_path_like_wagtail(address),
        normalise_path_like_wagtail(address, decode_unicode=False),
    ]


def find_end_of_chain(request, redirect: Redirect) -> str | None:
    """The last address of a chain of redirects; None if it ends nowhere or forms a circle."""
    seen = {normalise_path(get_requested_address(request))}
    for _step in range(MAX_CHAIN_LENGTH):
        address = redirect.link
        if not address or redirect.redirect_page_id or is_elsewhere(request, address):
            return address
        following = find_redirect(request, address)
        if following is None:
            return address
        if normalise_path(address) in seen:
            # Another spelling of the requested address may be a page; if it is not, `is_here` stops the redirect.
            return address if following == redirect and len(seen) == 1 else None
        seen.add(normalise_path(address))
        redirect = following
    return None


def is_elsewhere(request, address: str) -> bool:
    """Whether an address is on another host."""
    host = urlsplit(address).netloc
    return bool(host) and host != request.get_host()


def is_here(request, address: str) -> bool:
    """Whether an address is the requested one, apart from a slash at its end."""
    target, asked = urlsplit(address), urlsplit(get_requested_address(request))
    if is_elsewhere(request, address) or unquote(target.query) != unquote(asked.query):
        return False
    return unquote(target.path).rstrip("/") == unquote(asked.path).rstrip("/")


def normalise_path(url: str, decode_unicode: bool = True) -> str:
    """The stored form of an old address, the same for all its spellings: `/tin tức/bài.aspx?id=5&tab=1`.

    Decoded, in NFC, in lower case (IIS, SharePoint and DNN ignored case), `+` as a blank, query parameters sorted,
    without a slash at the end.
    """
    try:
        path, query = urlsplit(url.strip())[2:4]
    except ValueError:  # not a valid address
        path, query = url, ""
    path = f"/{normalise_spelling(path.strip('/'), keep='?#')}"
    query = "&".join(sorted(normalise_spelling(part, keep="&#") for part in query.split("&")))
    return f"{path}?{query}" if query else path


def normalise_spelling(text: str, keep: str) -> str:
    """Decodes and normalises a part of an address; characters in `keep` stay encoded, as they have a meaning."""
    decoded = unquote(text).replace("+", " ").replace("%", "%25")
    for letter in keep:
        decoded = decoded.replace(letter, f"%{ord(letter):02X}")
    return normalize("NFC", decoded).lower().strip()


normalise_path_like_wagtail = Redirect.normalise_path
# There is no setting for it. Patched so that forms, imports, moves of pages and look-ups all use the same form.
Redirect.normalise_path = staticmethod(normalise_path)


def add_redirect(old: str, new: str) -> None:
    """Redirects `old`, and everything that redirects to `old`, to `new`; deletes redirects from `new`."""
    old_path, new_path = Redirect.normalise_path(old), Redirect.normalise_path(new)
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path, site=None).delete()
    Redirect.objects.filter(redirect_link=old).update(redirect_link=new)
    facts = {"redirect_link": new, "redirect_page": None, "is_permanent": True, "automatically_created": True}
    Redirect.objects.update_or_create(old_path=old_path, site=None, defaults=facts)
