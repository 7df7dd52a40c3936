"""The origin of a form, as the browser states it.

Forms of public pages have no CSRF token, which would make each page private to its reader. Instead the browser's
`Sec-Fetch-Site` and `Origin` headers are checked, which a page of another site cannot forge.
"""

from __future__ import annotations

from urllib.parse import urlsplit


def is_from_this_site(request) -> bool:
    """Whether the request came from this site; old browsers only send Origin or Referer."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    return urlsplit(read_origin(request)).netloc == request.get_host()


def is_from_another_site(request) -> bool:
    """Whether the headers name another site; False if there are none of them."""
    says_something = request.headers.get("Sec-Fetch-Site") or read_origin(request)
    return bool(says_something) and not is_from_this_site(request)


def read_origin(request) -> str:
    """The Origin header, or else the Referer; empty if there is neither."""
    return request.headers.get("Origin") or request.headers.get("Referer", "")
