"""Where a form was sent from, as the browser says.

The forms of public pages carry no token, as that would make each page private to its reader; instead the browser says
where the form stood (`Sec-Fetch-Site`, `Origin`), which a page of another site cannot forge.
"""

from __future__ import annotations

from urllib.parse import urlsplit


def is_from_this_site(request) -> bool:
    """Whether a form of this site sent it; old browsers say it by Origin or Referer only."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    return urlsplit(claimed_origin(request)).netloc == request.get_host()


def is_from_another_site(request) -> bool:
    """Whether it is said to come from elsewhere; a browser that says nothing at all is not accused."""
    says_something = request.headers.get("Sec-Fetch-Site") or claimed_origin(request)
    return bool(says_something) and not is_from_this_site(request)


def claimed_origin(request) -> str:
    return request.headers.get("Origin") or request.headers.get("Referer", "")
