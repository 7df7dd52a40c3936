"""How often one address sends something, without storing the address.

Stored is a hash with a random key that changes daily and is then deleted: afterwards nobody can find the address,
not even with the database and the site's secret key.
"""

from __future__ import annotations

import hashlib
import secrets
from ipaddress import IPv6Address, ip_address

from django.core.cache import caches
from django.utils import timezone

HOUR = 3600
DAY = 24 * HOUR
HOUSEHOLD_BITS = 64  # of an IPv6 address: the prefix that providers give to one household


def is_too_often(request, thing: str, most: int, seconds: int = HOUR) -> bool:
    """Counts one more `thing` from the sender's address; whether that is more than `most` within the time."""
    return count_event(f"{get_address_mark(request)}.{thing}", seconds) > most


def count_event(key: str, seconds: int) -> int:
    """Counts `key` and returns its count since the period began with the first one."""
    limits = caches["limits"]
    if limits.add(key, 1, seconds):
        return 1
    try:
        return limits.incr(key)
    except ValueError:  # expired in between
        return 1


def get_address_mark(request) -> str:
    """Today's hash of the sender's address."""
    name = f"key.{timezone.localdate()}"
    key = caches["limits"].get(name)
    if key is None:
        caches["limits"].add(name, secrets.token_hex(32), DAY)
        key = caches["limits"].get(name, "")
    address = get_household(request.META.get("REMOTE_ADDR", ""))
    return hashlib.blake2b(address.encode(), key=bytes.fromhex(key), digest_size=16).hexdigest()


def get_household(address: str) -> str:
    """The address; of an IPv6 address only the prefix, as a household can change the rest at will."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if isinstance(parsed, IPv6Address):
        return str(int(parsed) >> (128 - HOUSEHOLD_BITS))
    return str(parsed)
