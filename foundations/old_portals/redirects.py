"""Old addresses lead on: redirects of Wagtail's list are followed to their end, and made where addresses change.

Wagtail itself makes redirects for pages, with all below them, when one moves or its slug changes; they name the page,
so that they never form chains. For what is no page `changed_addresses.py` makes them.
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

LONGEST_CHAIN = 10


class FollowingRedirectMiddleware(RedirectMiddleware):
    """As Wagtail's, in one step to where a chain of redirects ends; a ring of them is a page that is not there."""

    def process_response(self, request, response):
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        first = find_redirect(request, asked_for(request))
        target = end_of_chain(request, first) if first else None
        if target is None or is_here(request, target):
            return response
        return HttpResponsePermanentRedirect(target) if first.is_permanent else HttpResponseRedirect(target)


def asked_for(request) -> str:
    """The address of a request with its query, which may hold Vietnamese as it is, in bytes of UTF-8."""
    query = request.META.get("QUERY_STRING", "")
    with suppress(UnicodeError):
        query = query.encode("latin-1").decode()
    path = escape_uri_path(request.path)
    return f"{path}?{query}" if query else path


def find_redirect(request, address: str) -> Redirect | None:
    """The redirect of an address of this site, with its query rather than without; one query."""
    forms = [*forms_of(address), *forms_of(address.partition("?")[0])]
    known = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=forms)
    return min(known, key=lambda each: (forms.index(each.old_path), each.site_id is None), default=None)


def forms_of(address: str) -> list[str]:
    """How the list may hold an address: as we write it, or as Wagtail did in rows of before."""
    return [normalised_path(address), wagtails_path(address), wagtails_path(address, decode_unicode=False)]


def end_of_chain(request, redirect: Redirect) -> str | None:
    """Where the redirects lead in the end; None where they lead back or nowhere."""
    seen = {normalised_path(asked_for(request))}
    for _step in range(LONGEST_CHAIN):
        address = redirect.link
        if not address or redirect.redirect_page_id or is_elsewhere(request, address):
            return address
        following = find_redirect(request, address)
        if following is None:
            return address
        if normalised_path(address) in seen:
            # Another spelling of the address that was asked for may be a page; if not, `is_here` ends it there.
            return address if following == redirect and len(seen) == 1 else None
        seen.add(normalised_path(address))
        redirect = following
    return None


def is_elsewhere(request, address: str) -> bool:
    host = urlsplit(address).netloc
    return bool(host) and host != request.get_host()


def is_here(request, address: str) -> bool:
    """Whether an address is, but for the stroke at its end, the one that was asked for and not found."""
    target, asked = urlsplit(address), urlsplit(asked_for(request))
    if is_elsewhere(request, address) or unquote(target.query) != unquote(asked.query):
        return False
    return unquote(target.path).rstrip("/") == unquote(asked.path).rstrip("/")


def normalised_path(url: str, decode_unicode: bool = True) -> str:
    """An old address as the list holds it, so that each spelling of it is found: `/tin tức/bài.aspx?id=5&tab=1`.

    Decoded, in NFC, in small letters, as the systems of before (IIS, SharePoint, DNN) told no capitals apart; blanks
    also where they were written as `+`; the query in order; no stroke at the end.
    """
    try:
        path, query = urlsplit(url.strip())[2:4]
    except ValueError:  # no address that could be asked for
        path, query = url, ""
    path = f"/{spelled(path.strip('/'), keep='?#')}"
    query = "&".join(sorted(spelled(part, keep="&#") for part in query.split("&")))
    return f"{path}?{query}" if query else path


def spelled(text: str, keep: str) -> str:
    """Decoded and in one spelling; the letters to `keep` stay encoded, as they would mean something else."""
    decoded = unquote(text).replace("+", " ").replace("%", "%25")
    for letter in keep:
        decoded = decoded.replace(letter, f"%{ord(letter):02X}")
    return normalize("NFC", decoded).lower().strip()


wagtails_path = Redirect.normalise_path
# There is no setting for it. So the form, the import, redirects made on a move and the look-up all spell alike.
Redirect.normalise_path = staticmethod(normalised_path)


def redirect(old: str, new: str) -> None:
    """Leads from `old` to `new`, and all that led to `old` with it; what began at `new` is taken away."""
    old_path, new_path = Redirect.normalise_path(old), Redirect.normalise_path(new)
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path, site=None).delete()
    Redirect.objects.filter(redirect_link=old).update(redirect_link=new)
    facts = {"redirect_link": new, "redirect_page": None, "is_permanent": True, "automatically_created": True}
    Redirect.objects.update_or_create(old_path=old_path, site=None, defaults=facts)
