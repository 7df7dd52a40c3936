"""How often one address sends something, without keeping the address.

What is kept is a hash under a key that is drawn at random each day and forgotten with it: nobody, not even with the
database and the site's secret in hand, can tell afterwards which address it was.
"""

from __future__ import annotations

import hashlib
import secrets
from ipaddress import IPv6Address, ip_address

from django.core.cache import caches
from django.utils import timezone

HOUR = 3600
DAY = 24 * HOUR
HOUSEHOLD = 64  # bits of an IPv6 address that one household has to itself


def is_too_often(request, thing: str, most: int, seconds: int = HOUR) -> bool:
    """Counts one more `thing` of the sender's address; whether it is more than `most` within the time."""
    return count(f"{mark_of(request)}.{thing}", seconds) > most


def count(key: str, seconds: int) -> int:
    """How many times `key` was counted within the time that its first began, this one among them."""
    limits = caches["limits"]
    if limits.add(key, 1, seconds):
        return 1
    try:
        return limits.incr(key)
    except ValueError:  # forgotten in between
        return 1


def mark_of(request) -> str:
    """What stands for the sender's address today."""
    name = f"key.{timezone.localdate()}"
    key = caches["limits"].get(name)
    if key is None:
        caches["limits"].add(name, secrets.token_hex(32), DAY)
        key = caches["limits"].get(name, "")
    address = household_of(request.META.get("REMOTE_ADDR", ""))
    return hashlib.blake2b(address.encode(), key=bytes.fromhex(key), digest_size=16).hexdigest()


def household_of(address: str) -> str:
    """The address, or of an IPv6 one the part that a household cannot change at will."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if isinstance(parsed, IPv6Address):
        return str(int(parsed) >> (128 - HOUSEHOLD))
    return str(parsed)
