"""Which things are counted: each kind has a model and a short name used in tokens, records and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models

SITE = "site"  # pages without a counter of their own: they only count for visits
KIND_NAME = re.compile(r"[a-z]{1,8}")


@dataclass(frozen=True)
class CountedKind:
    """A kind of thing that is counted. Its name never changes."""

    name: str
    model: type[models.Model]


_by_name: dict[str, CountedKind] = {}
_by_model: dict[type[models.Model], CountedKind] = {}


def register(name: str, model: type[models.Model]) -> None:
    """Counts things of `model` under `name`; called once, in the app's `ready()`.

    The name has 1 to 8 letters a-z and must never change, as rows and records hold it. Raises ValueError otherwise.
    """
    if not KIND_NAME.fullmatch(name):
        raise ValueError(f"{name!r}: a kind is named by 1 to 8 letters a-z.")
    _by_name[name] = _by_model[model] = CountedKind(name, model)


def get_kind(name: str) -> CountedKind | None:
    """The kind with that name; None if there is none."""
    return _by_name.get(name)


def get_kinds() -> list[CountedKind]:
    """All registered kinds."""
    return list(_by_name.values())


def get_kind_of(thing: models.Model) -> CountedKind | None:
    """The kind of an object; None if its model is not counted."""
    return _by_model.get(type(thing))
