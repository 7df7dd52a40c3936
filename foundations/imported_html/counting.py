"""Numbers of list items: what a browser or Word shows before each, by type, style, start and value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

MAX_ROMAN = 3999
_style_type = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_level_text = re.compile(r"%\d+")
STYLES_BY_TYPE = {"1": "decimal", "a": "lower-latin", "A": "upper-latin", "i": "lower-roman", "I": "upper-roman"}
SAME_STYLES = {"lower-alpha": "lower-latin", "upper-alpha": "upper-latin"}
BULLETS = {"disc", "circle", "square"}
NUMBERINGS = {*STYLES_BY_TYPE.values(), "decimal-leading-zero", "lower-greek", "none", *BULLETS}
ROMAN = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


def find_numbering(item: Tag, holder: Tag) -> str:
    """The counter style of an item: from its own or its list's CSS or `type`, else that of the element."""
    for tag in (item, holder):
        words = _style_type.search(tag.get("style") or "")
        if words and words[1].lstrip().startswith(("'", '"')):  # a custom marker: "– "
            return "disc"
        for word in words[1].lower().split() if words else ():
            if SAME_STYLES.get(word, word) in NUMBERINGS:
                return SAME_STYLES.get(word, word)
        if tag.get("type") in STYLES_BY_TYPE:
            return STYLES_BY_TYPE[tag["type"]]
    return "decimal" if holder.name == "ol" else "disc"


def count_items(holder: Tag, items: list[Tag]) -> Iterator[int]:
    """The number of each item as browsers count, by `start`, `reversed` and `value`."""
    step = -1 if holder.has_attr("reversed") else 1
    number = parse_whole(holder.get("start")) if holder.name == "ol" else None
    number = (len(items) if step < 0 else 1) if number is None else number
    for item in items:
        own = parse_whole(item.get("value"))
        number = number if own is None else own
        yield number
        number += step


def parse_whole(text: str | None) -> int | None:
    """A whole number; None for any other text."""
    found = re.fullmatch(r"\s*([-+]?\d{1,9})\s*", text or "")
    return int(found[1]) if found else None


def make_marker(item: Tag, numbering: str, number: int) -> str:
    """The marker of an item: `3.`, `b)`, `II.`; from Word's text of the level if there is one."""
    counted = write_number(number, numbering)
    level = item.get("data-leveltext") or ""
    if len(_level_text.findall(level)) == 1:
        return " ".join(_level_text.sub(lambda _found: counted, level).split())
    # Letters by CSS are points of a document, written "a)" by Nghị định 30/2020; those by `type` are shown as "a.".
    return f"{counted})" if numbering == "lower-latin" and "type" not in item.parent.attrs else f"{counted}."


def write_number(number: int, numbering: str) -> str:
    """`number` in a CSS counter style; in digits if the style has no letters for it."""
    if numbering == "decimal-leading-zero":
        return f"{number:02}"
    if numbering.endswith("latin") and number > 0:
        letters = write_letters(number)
    elif numbering.endswith("roman") and 0 < number <= MAX_ROMAN:
        letters = write_roman(number)
    elif numbering == "lower-greek" and 0 < number <= 24:
        return "αβγδεζηθικλμνξοπρστυφχψω"[number - 1]
    else:
        return str(number)
    return letters.lower() if numbering.startswith("lower") else letters


def write_letters(number: int) -> str:
    """1 is A, 26 Z, 27 AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def write_roman(number: int) -> str:
    """A positive number in Roman numerals."""
    found = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found
