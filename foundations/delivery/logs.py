"""Log lines without readers' IP addresses.

gunicorn logs the sender of a request that it cannot parse and quotes the request; error messages may quote one, too.
So addresses are removed from the finished line. Some version numbers are removed along with them.
"""

from __future__ import annotations

import logging
import re
from ipaddress import ip_address

from gunicorn import glogging

# Not within a longer number such as the code of a procedure; an address may follow a byte that Python writes as \x03.
IPV4_ADDRESS = re.compile(r"(?:(?<=\\x[0-9a-f]{2})|(?<![\d.]))\d{1,3}(?:\.\d{1,3}){3}(?!\d)")
MAYBE_IPV6 = re.compile(r"[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")
REPLACEMENT = "-"


def replace_addresses(text: str) -> str:
    """The text with each IPv4 and IPv6 address replaced by "-"."""
    return MAYBE_IPV6.sub(replace_ipv6, IPV4_ADDRESS.sub(REPLACEMENT, text)) if ":" in text or "." in text else text


def replace_ipv6(found: re.Match) -> str:
    """Replaces an IPv6 address in digits and colons; a time of day stays."""
    written = found[0].rstrip(".")
    for address in (written, written.removeprefix(":"), written.removesuffix(":"), written[1:-1]):
        if is_address(address):
            return found[0].replace(address, REPLACEMENT)
    return found[0]


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


class AnonymousFormatter(logging.Formatter):
    """Formats message and traceback without addresses."""

    def format(self, record):
        return replace_addresses(super().format(record))


class AnonymousLogger(glogging.Logger):
    """gunicorn's logger with the AnonymousFormatter; set as `logger_class` in gunicorn.conf.py."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            written = handler.formatter or logging.Formatter()
            handler.setFormatter(AnonymousFormatter(written._fmt, written.datefmt))
