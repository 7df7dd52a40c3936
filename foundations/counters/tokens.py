"""The token with which a page is counted: `tin-123-<signature>`.

The signature lets a worker refuse invented ids without a query, so nobody can fill the tables with them. It is no
secret: every reader of the page sees it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from django.conf import settings

TOKEN = re.compile(r"([a-z]{1,8})-([1-9][0-9]{0,17})-([A-Za-z0-9_-]{16})", flags=re.ASCII)
MAX_VERIFIED = 10_000  # verified tokens, about 2 MiB

_verified: dict[str, tuple[str, int]] = {}


def sign(kind: str, pk: int, secret: str) -> str:
    """96 bits of an HMAC over kind and id, as 16 base64 letters."""
    digest = hmac.new(f"counters:{secret}".encode(), f"{kind}-{pk}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def make_token(kind: str, pk: int) -> str:
    """The token of an object."""
    return f"{kind}-{pk}-{sign(kind, pk, settings.SECRET_KEY)}"


def read_token(token: str) -> tuple[str, int] | None:
    """Kind and id of the token; None if this site did not sign it.

    Tokens signed with an earlier secret (SECRET_KEY_FALLBACKS) are valid: a cached page may still have them.
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
    if len(_verified) >= MAX_VERIFIED:
        _verified.clear()
    _verified[token] = (kind, pk)
    return kind, pk


def forget_tokens() -> None:
    """Empties the cache of verified tokens; for tests that change the secret."""
    _verified.clear()
