"""Comparison of titles without accents, case and punctuation.

Each row stores the folded beginning of its title in an indexed column; the few rows it finds are compared in full.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.db import models

from foundations.vietnamese.folding import fold

MAX_KEY_LENGTH = 24  # letters and digits, about six words
MIN_SIMILARITY = 0.88  # of 1: "… đợt 2" for "… lần 2" is nearly the same, another commune's name is not
NUMBER_WORD = re.compile(r"\d+|(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl|l)$")


def make_title_key(title: str) -> str:
    """The folded beginning of a title: `Hoà giải ở cơ sở: năm 2025` -> `hoagiaiocosonam2025`."""
    return fold(title).replace(" ", "")[:MAX_KEY_LENGTH]


class TitleKeyField(models.CharField):
    """The key of the row's title; set on every save, but not by `update()`."""

    def __init__(self, **kwargs):
        kwargs |= {"max_length": MAX_KEY_LENGTH, "editable": False, "db_index": True, "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "db_index", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        key = make_title_key(model_instance.title or "")
        setattr(model_instance, self.attname, key)
        return key


def find_numbers(folded: str) -> list[str]:
    """Numbers, also Roman ones: titles that differ in a quarter or a year are different."""
    return [word for word in folded.split() if NUMBER_WORD.fullmatch(word)]


def is_nearly_same(one: str, other: str) -> bool:
    """Whether two titles are the same or nearly so."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    return find_numbers(one) == find_numbers(other) and SequenceMatcher(None, one, other).ratio() >= MIN_SIMILARITY
