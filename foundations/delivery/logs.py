"""Lines of the log without the addresses of readers.

gunicorn names the sender of a request that it cannot read, and quotes the request; so may whatever raises an error.
That is why addresses are taken out of the finished line, whoever wrote it. Rather a version number too many is taken
out than an address too few.
"""

from __future__ import annotations

import logging
import re
from ipaddress import ip_address

from gunicorn import glogging

# No part of a longer number, as codes of procedures are; after a byte that Python writes as \x03 begins a new one.
FOUR_NUMBERS = re.compile(r"(?:(?<=\\x[0-9a-f]{2})|(?<![\d.]))\d{1,3}(?:\.\d{1,3}){3}(?!\d)")
WITH_COLONS = re.compile(r"[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")
IN_ITS_PLACE = "-"


def without_addresses(text: str) -> str:
    """The text with each IPv4 or IPv6 address in it replaced."""
    return WITH_COLONS.sub(replaced, FOUR_NUMBERS.sub(IN_ITS_PLACE, text)) if ":" in text or "." in text else text


def replaced(found: re.Match) -> str:
    """What stands for digits and colons: themselves where they are a time and no address."""
    written = found[0].rstrip(".")
    for address in (written, written.removeprefix(":"), written.removesuffix(":"), written[1:-1]):
        if is_address(address):
            return found[0].replace(address, IN_ITS_PLACE)
    return found[0]


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


class AnonymousFormatter(logging.Formatter):
    """The message, and the traceback where there is one, without addresses."""

    def format(self, record):
        return without_addresses(super().format(record))


class Logger(glogging.Logger):
    """What `logger_class` of gunicorn.conf.py names."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            written = handler.formatter or logging.Formatter()
            handler.setFormatter(AnonymousFormatter(written._fmt, written.datefmt))
