"""Whether a record's JSON values are of the kinds that its shape has: a list where a text belongs is no use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A kind: str, bool or int (all may be null), [kind] for a list, {name: kind} for an object.
NAMES = {
    str: gettext_lazy("văn bản"),
    bool: gettext_lazy("đúng hoặc sai"),
    int: gettext_lazy("số"),
    float: gettext_lazy("số"),
    list: gettext_lazy("danh sách"),
    dict: gettext_lazy("đối tượng"),
}
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def find_wrong_kinds(data: dict[str, Any], kinds: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """(field, message) of each value of another kind, and of each text with half a character in it."""
    for name, kind in kinds.items():
        if name in data:
            yield from _check(data[name], kind, f"{path}{name}")


def _check(value: Any, kind: Any, path: str) -> Iterator[tuple[str, str]]:
    outer = kind if isinstance(kind, type) else type(kind)
    if value is None:
        return
    if not isinstance(value, outer) or (outer is int and isinstance(value, bool)):
        message = _("phải là %(wanted)s, không phải %(found)s")
        yield path, message % {"wanted": NAMES[outer], "found": NAMES.get(type(value), type(value).__name__)}
    elif outer is str and has_half_character(value):
        yield path, _("có ký tự hỏng (nửa cặp surrogate); hãy sửa ở nguồn")
    elif outer is list:
        for number, item in enumerate(value, start=1):
            yield from _check(item, kind[0], f"{path} {number}")
    elif outer is dict:
        yield from find_wrong_kinds(value, kind, f"{path}.")


def has_half_character(text: str) -> bool:
    """Whether half of a surrogate pair stands alone, which no database stores: "\\ud83d"."""
    return bool(_HALF_CHARACTER.search(text))


def replace_half_characters(text: str) -> str:
    """The text with a sign for each half of a surrogate pair, so that it can be printed and written to files."""
    return _HALF_CHARACTER.sub("\ufffd", text)
