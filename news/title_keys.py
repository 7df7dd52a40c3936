"""How titles are compared: as a reader hears them, without accents, case and punctuation.

A row keeps how its title begins, so that one indexed query finds all that can be meant; the few rows found are
compared in full.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.db import models

from foundations.vietnamese.folding import fold

BEGINNING = 24  # letters and digits of a folded title, some six words
NEARLY = 0.88  # of 1: "… đợt 2" for "… lần 2" is nearly the same, another commune's name is not
COUNTING = re.compile(r"\d+|(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl|l)$")


def title_key(title: str) -> str:
    """How a title begins: `Hoà giải ở cơ sở: năm 2025` -> `hoagiaiocosonam2025`."""
    return fold(title).replace(" ", "")[:BEGINNING]


class TitleKeyField(models.CharField):
    """The key of the row's title; written on every way into the table but `update()`."""

    def __init__(self, **kwargs):
        kwargs |= {"max_length": BEGINNING, "editable": False, "db_index": True, "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "db_index", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        key = title_key(model_instance.title or "")
        setattr(model_instance, self.attname, key)
        return key


def numbers_in(folded: str) -> list[str]:
    """Numbers, Roman ones too: titles that differ in a quarter or year are of different things."""
    return [word for word in folded.split() if COUNTING.fullmatch(word)]


def is_nearly(one: str, other: str) -> bool:
    """Whether two titles are the same or nearly so."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    return numbers_in(one) == numbers_in(other) and SequenceMatcher(None, one, other).ratio() >= NEARLY
