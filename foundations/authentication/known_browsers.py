"""Browsers in which a person has signed in before: wrong passwords of others do not lock them out.

Whoever knows a user name can have it locked by guessing. So a browser keeps a signed mark after a complete sign-in
(OWASP, "Slow Down Online Guessing Attacks with Device Cookies"); its own wrong passwords are counted apart from those
of everybody else. The mark opens nothing: password and second step are asked for as ever.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "trinh_duyet_quen"
SALT = "signing_in.known_browser"
KNOWN_BROWSER_SECONDS = 180 * 24 * 3600  # seconds


def make_name_mark(name: str) -> str:
    """A hash of the user name, so that the cookie does not reveal it."""
    return salted_hmac(SALT, name).hexdigest()[:20]


def get_browser_number(request, name: str) -> str:
    """The random number of this browser if `name` has signed in with it before, else an empty string."""
    try:
        mark, number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_BROWSER_SECONDS)
    except (signing.BadSignature, ValueError):
        return ""
    return number if constant_time_compare(mark, make_name_mark(name)) else ""


def mark_browser(request, response, name: str) -> None:
    """Sets the cookie. A known browser keeps its number, so that signing in gives it no new attempts."""
    number = get_browser_number(request, name) or secrets.token_hex(16)
    response.set_cookie(
        COOKIE,
        signing.dumps([make_name_mark(name), number], salt=SALT),
        max_age=KNOWN_BROWSER_SECONDS,
        path=reverse("wagtailadmin_home"),  # readers' pages never see it
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
