"""What a page shows to be counted: `tin-123-<signature>`.

The signature lets a worker refuse an id that no page ever showed without asking the database, so nobody can make rows
by inventing ids. It is no secret: whoever reads the page has it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from django.conf import settings

TOKEN = re.compile(r"([a-z]{1,8})-([1-9][0-9]{0,17})-([A-Za-z0-9_-]{16})", flags=re.ASCII)
MOST_REMEMBERED = 10_000  # verified tokens, about 2 MiB

_verified: dict[str, tuple[str, int]] = {}


def sign(kind: str, pk: int, secret: str) -> str:
    """96 bits of an HMAC over the thing, as 16 letters."""
    digest = hmac.new(f"counters:{secret}".encode(), f"{kind}-{pk}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def token_for(kind: str, pk: int) -> str:
    return f"{kind}-{pk}-{sign(kind, pk, settings.SECRET_KEY)}"


def thing_of(token: str) -> tuple[str, int] | None:
    """Kind and id that the token stands for, or None when the site did not sign it.

    Tokens signed with a former secret (SECRET_KEY_FALLBACKS) hold: a page in a cache may still carry them.
    """
    known = _verified.get(token)
    if known is not None:
        return known
    found = TOKEN.fullmatch(token)
    if found is None:
        return None
    kind, pk, signature = found[1], int(found[2]), found[3]
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(hmac.compare_digest(signature, sign(kind, pk, secret)) for secret in secrets):
        return None
    if len(_verified) >= MOST_REMEMBERED:
        _verified.clear()
    _verified[token] = (kind, pk)
    return kind, pk


def forget() -> None:
    """Forgets the verified tokens; for a changed secret."""
    _verified.clear()
