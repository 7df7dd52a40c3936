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
KEPT = 180 * 24 * 3600  # seconds


def mark_of_name(name: str) -> str:
    """Stands for a user name, so that the cookie does not tell it."""
    return salted_hmac(SALT, name).hexdigest()[:20]


def known_browser(request, name: str) -> str:
    """The number of this browser where `name` has signed in in it before; else empty."""
    try:
        mark, number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError):
        return ""
    return number if constant_time_compare(mark, mark_of_name(name)) else ""


def remember_browser(request, response, name: str) -> None:
    """Marks the browser; one that is known keeps its number, so that signing in does not win it new attempts."""
    number = known_browser(request, name) or secrets.token_hex(16)
    response.set_cookie(
        COOKIE,
        signing.dumps([mark_of_name(name), number], salt=SALT),
        max_age=KEPT,
        path=reverse("wagtailadmin_home"),  # readers' pages never see it
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
