"""Drops characters that are not text: those that XML forbids, surrogates, and noncharacters.

Sources: XML 1.0 section 2.2 (https://www.w3.org/TR/xml/#charsets); Unicode 16, section 23.7 (noncharacters) and 23.6
(surrogates). A single U+FFFE in a title makes a feed invalid XML and an Excel file that Excel calls damaged.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import CharField, JSONField, TextField

# Control characters except tab, LF, CR and NEL, which ends a line; NUL is an error on PostgreSQL.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
SURROGATES = "\ud800-\udfff"
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
FORBIDDEN = CONTROLS + SURROGATES + NONCHARACTERS

_forbidden = re.compile(f"[{FORBIDDEN}]+")
_pair = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def drop_forbidden(text: str) -> str:
    """Drops forbidden characters and joins surrogate pairs."""
    if not _forbidden.search(text):
        return text
    return _forbidden.sub("", _pair.sub(_join, text))


def _join(match: re.Match) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def drop_forbidden_in(value: Any) -> Any:
    """Applies `drop_forbidden` to all texts in a value, also in lists, tuples and dictionaries."""
    if isinstance(value, str):
        return drop_forbidden(value)
    if isinstance(value, dict):
        return {drop_forbidden_in(key): drop_forbidden_in(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(drop_forbidden_in, value))
    return value


def clean_stored_texts(sender, instance, **_kwargs):
    """Receives `pre_save` of every model: drops forbidden characters from all text fields.

    A signal, because models of Wagtail, Django and taggit (users, tags, documents, redirects, log entries, revisions)
    cannot have our mixin. `bulk_create` and `update` send no signal: see `NormalisedTextMixin`.
    """
    for field in instance._meta.concrete_fields:
        if not isinstance(field, CharField | TextField | JSONField) or field.attname not in instance.__dict__:
            continue
        value = instance.__dict__[field.attname]
        if isinstance(value, str | dict | list) and (cleaned := drop_forbidden_in(value)) != value:
            setattr(instance, field.attname, cleaned)
