"""Which things are counted: each kind has a short name, which stands in tokens, records and rows, and its model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models

SITE = "site"  # pages without a number of their own: they count for visits only
NAME = re.compile(r"[a-z]{1,8}")


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is counted: its short name for ever, and its model."""

    name: str
    model: type[models.Model]


_by_name: dict[str, Kind] = {}
_by_model: dict[type[models.Model], Kind] = {}


def register(name: str, model: type[models.Model]) -> None:
    """Counts things of `model` under `name`; called once, in the app's `ready()`.

    The name is 1 to 8 letters a-z and never changes: rows and records carry it. Raises ValueError on another.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r}: a kind is named by 1 to 8 letters a-z.")
    _by_name[name] = _by_model[model] = Kind(name, model)


def named(name: str) -> Kind | None:
    """The kind of that name."""
    return _by_name.get(name)


def every_kind() -> list[Kind]:
    return list(_by_name.values())


def kind_of(thing: models.Model) -> Kind | None:
    """The kind of a thing, or None when its model is not counted."""
    return _by_model.get(type(thing))
