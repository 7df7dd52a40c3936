"""Who holds data of persons: each app that does says how it is found, handed out and erased."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Holder:
    """What one app holds. Both functions take the contact as `contact_key` gives it.

    `rows` gives each thing as words by heading, all with the same headings; `erase` returns how many things it erased.
    """

    label: str
    rows: Callable[[str], list[dict]]
    erase: Callable[[str], int]


HOLDERS: list[Holder] = []


def register(holder: Holder) -> None:
    """For `AppConfig.ready`."""
    HOLDERS.append(holder)


def contact_key(contact: str) -> str:
    """An e-mail address in small letters, or the digits of a telephone number, `+84` as `0`; empty for neither."""
    contact = contact.strip().lower()
    if "@" in contact:
        return contact
    digits = re.sub(r"\D", "", contact)
    if digits.startswith("84") and len(digits) > 9:
        digits = f"0{digits[2:]}"
    return digits if len(digits) >= 8 else ""


def masked(key: str) -> str:
    """As much of a contact as tells two requests apart: `n…@example.vn`, `09…67`."""
    if "@" in key:
        name, _at, host = key.rpartition("@")
        return f"{name[:1]}…@{host}"
    return f"{key[:2]}…{key[-2:]}"
