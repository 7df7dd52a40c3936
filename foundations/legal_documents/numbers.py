"""Normalises numbers of documents (số, ký hiệu), however they were typed."""

from __future__ import annotations

import re

from django.db import models

from foundations.vietnamese.folding import fold

MAX_NUMBER_LENGTH = 120
_run = re.compile(r"\d+|[a-z]+")
_called_number = re.compile(r"^so (?=\d)")


def split_tokens(text: str) -> list[str]:
    """Runs of digits, without leading zeros, and of letters: `05/2020/TT-BNV` -> 5, 2020, tt, bnv."""
    return [run.lstrip("0") or "0" if run.isdigit() else run for run in _run.findall(fold(text))]


def make_number_key(text: str) -> str:
    """The same key for all spellings of a number: `37/QĐ-UBND`, `Số 37/QD-UBND`, `37qđubnd` -> `37 qdubnd`."""
    key = ""
    for token in split_tokens(_called_number.sub("", fold(text))):
        joined = not key or (key[-1].isalpha() and token[0].isalpha())
        key += token if joined else f" {token}"
    return key[:MAX_NUMBER_LENGTH]


class NumberKeyField(models.CharField):
    """The key of the number in another field of the row; set on every save, but not by `update()`."""

    def __init__(self, source: str, **kwargs):
        self.source = source
        kwargs |= {"max_length": MAX_NUMBER_LENGTH, "editable": False, "db_index": True, "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "db_index", "blank"):
            kwargs.pop(fixed, None)
        return name, path, [self.source], kwargs

    def pre_save(self, model_instance, add):
        key = make_number_key(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, key)
        return key
