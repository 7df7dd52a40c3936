"""Apps that hold personal data register here how to find and erase it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Holder:
    """The personal data of one app. Both functions take a contact from `make_contact_key`.

    `rows`: returns a dictionary by heading for each object, all with the same headings; `erase`: returns how many
    objects it erased.
    """

    label: str
    rows: Callable[[str], list[dict]]
    erase: Callable[[str], int]


HOLDERS: list[Holder] = []


def register_holder(holder: Holder) -> None:
    """For `AppConfig.ready`."""
    HOLDERS.append(holder)


def make_contact_key(contact: str) -> str:
    """An e-mail address in lower case, or the digits of a phone number with `+84` as `0`; empty if it is neither."""
    contact = contact.strip().lower()
    if "@" in contact:
        return contact
    digits = re.sub(r"\D", "", contact)
    if digits.startswith("84") and len(digits) > 9:
        digits = f"0{digits[2:]}"
    return digits if len(digits) >= 8 else ""


def mask_contact(key: str) -> str:
    """Just enough of a contact to tell two requests apart: `n…@example.vn`, `09…67`."""
    if "@" in key:
        name, _at, host = key.rpartition("@")
        return f"{name[:1]}…@{host}"
    return f"{key[:2]}…{key[-2:]}"
