"""Lists in the HTML of other programs; above all Word's, which are paragraphs that look like one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag
from django.utils.html import escape

DEEPEST = 3  # levels below the first, as many as the editor takes
_level = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_ignored = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_bullet = re.compile(r"[·•o§¨–\-+*→✓➢❖►■□●○▪\uf000-\uf0ff]")
_number = re.compile(r"(\d+)[.)]")


@dataclass
class Item:
    """An item: how deep it stands, `ul` or `ol`, what stands before it where that is to be text, and its content."""

    depth: int
    kind: str
    marker: str = ""
    html: str = ""
    number: int | None = None


def word_item(tag: Tag) -> Item | None:
    """The list item that a paragraph of Word's stands for, its bullet or number taken out of it; None where none."""
    level = _level.search(tag.get("style", "")) if tag.name in ("p", "div") else None
    if not level:
        return None
    marks = tag.find_all(style=_ignored)
    marker = " ".join("".join(mark.get_text() for mark in marks[:1]).split())
    for mark in marks:
        mark.extract()
    depth = min(int(level[1]) - 1, DEEPEST)
    if not marker or _bullet.fullmatch(marker):
        return Item(depth, "ul")
    number = _number.fullmatch(marker)
    return Item(depth, "ol", marker, number=int(number[1]) if number else None)


def ordered_as_text(tag: Tag, number: int | None = None) -> str:
    """What an `ol` of letters, Roman numbers or another start writes before an item; empty for a plain one."""
    kind = tag.get("type", "1")
    if kind in ("1", "") and tag.get("start", "1") in ("1", ""):
        return ""
    number = number or 1
    letters = {"a": chr(96 + min(number, 26)), "A": chr(64 + min(number, 26))}
    letters |= {"i": roman(number).lower(), "I": roman(number)}
    return f"{letters.get(kind, number)}."


def roman(number: int) -> str:
    """`number` in Roman numerals, up to 39."""
    return "X" * (number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]


def list_html(items: list[Item]) -> str:
    """The items as lists; those whose numbers a list would not show as written are paragraphs with their numbers."""
    html, run = [], []
    for item in _with_plain_numbers(items):
        if item.marker:
            html += [_nested(run), f"<p>{escape(item.marker)} {item.html}</p>"]
            run = []
        else:
            run.append(item)
    return "".join([*html, _nested(run)])


def _with_plain_numbers(items: list[Item]) -> list[Item]:
    """The items; where all numbers of the first level run 1, 2, 3 … they are no longer text."""
    numbered = [item for item in items if item.kind == "ol" and item.marker]
    for depth in {item.depth for item in numbered}:
        same = [item for item in numbered if item.depth == depth]
        counts = len(same) > 1 and [item.number for item in same] == list(range(1, len(same) + 1))
        if counts and (depth == 0 or any(item.depth < depth and not item.marker for item in items)):
            for item in same:
                item.marker = ""
    return items


def _nested(items: list[Item]) -> str:
    html, opened = [], []
    for item in items:
        depth = min(item.depth, len(opened))
        while len(opened) > depth + 1 or (opened and len(opened) == depth + 1 and opened[-1] != item.kind):
            html.append(f"</li></{opened.pop()}>")
        if len(opened) == depth + 1:
            html.append("</li>")
        else:
            opened.append(item.kind)
            html.append(f"<{item.kind}>")
        html.append(f"<li>{item.html}")
    return "".join([*html, *(f"</li></{kind}>" for kind in reversed(opened))])
