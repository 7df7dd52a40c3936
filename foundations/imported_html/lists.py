"""Lists in imported HTML, above all Word's, which are paragraphs that look like lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag
from django.utils.html import escape

from foundations.imported_html.counting import BULLETS, count_items, find_numbering, make_marker, parse_whole
from foundations.imported_html.symbols import SYMBOL

MAX_DEPTH = 3  # levels below the first, as in our editor
_level = re.compile(r"mso-list\s*:\s*\w+\s+level(\d+)", re.IGNORECASE)
_ignored = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_bullet = re.compile(r"[·•o§¨–\-+*→✓➢❖►■□●○▪◦‣]")
_number = re.compile(r"(\d+)[.)]")


@dataclass
class ListItem:
    """A list item: depth from 0, `ul` or `ol`, the marker in the source, the number if it is a plain one.

    `is_alone_a_list`: whether a single item is a list; Word's single paragraph "1." is not. `holder`: the HTML list
    around it. `is_text`: rendered as a paragraph with its marker.
    """

    depth: int
    kind: str
    marker: str = ""
    html: str = ""
    number: int | None = None
    is_alone_a_list: bool = True
    holder: Tag | None = None
    is_text: bool = False


def read_word_item(tag: Tag) -> ListItem | None:
    """The list item of a Word paragraph, whose bullet or number is removed; None if it is not one."""
    level = _level.search(tag.get("style", "")) if tag.name in ("p", "div") else None
    if not level:
        return None
    marks = tag.find_all(style=_ignored)
    marker = " ".join("".join(mark.get_text() for mark in marks[:1]).split())
    has_sign = any(mark.find(SYMBOL) for mark in marks)
    for mark in marks:
        mark.extract()
    depth = min(max(int(level[1]) - 1, 0), MAX_DEPTH)
    if not marker or has_sign or _bullet.fullmatch(marker):
        return ListItem(depth, "ul")
    number = _number.fullmatch(marker)
    return ListItem(depth, "ol", marker, number=int(number[1]) if number else None, is_alone_a_list=False)


def read_items(holder: Tag, depth: int) -> Iterator[tuple[Tag, ListItem]]:
    """The items of a `ul` or `ol` with level, marker and number."""
    tags = holder.find_all("li", recursive=False)
    for tag, number in zip(tags, count_items(holder, tags), strict=True):
        said = parse_whole(tag.get("aria-level")) or parse_whole(tag.get("data-aria-level")) or 1
        level = min(max(depth, said - 1), MAX_DEPTH)
        numbering = find_numbering(tag, holder)
        if numbering in BULLETS or (numbering == "none" and holder.name == "ul"):
            yield tag, ListItem(level, "ul")
        elif numbering == "none":
            yield tag, ListItem(level, "ol", is_text=True)
        else:
            plain = number if numbering == "decimal" else None
            yield tag, ListItem(level, "ol", make_marker(tag, numbering, number), number=plain, holder=holder)


def render_list(items: list[ListItem]) -> str:
    """Renders the items as lists; items whose markers our lists cannot show become paragraphs with their markers."""
    mark_texts(items)
    html, run = [], []
    for item in items:
        if item.is_text:
            html += [
                _render_nested(run),
                f"<p>{escape(item.marker)} {item.html}</p>" if item.marker else f"<p>{item.html}</p>",
            ]
            run = []
        else:
            run.append(item)
    return "".join([*html, _render_nested(run)])


def mark_texts(items: list[ListItem]) -> None:
    """Marks items to be rendered as text: letters, Roman numbers, and runs whose numbers a list would change."""
    groups = list(split_runs(items))
    for group in groups:
        alone = len(group) == 1 and not group[0].is_alone_a_list
        if alone or any(item.number is None for item in group):
            for item in group:
                item.is_text = True
    while wrong := next((group for group in groups if is_changed(group, items)), None):
        for item in wrong:
            item.is_text = True


def split_runs(items: list[ListItem]) -> Iterator[list[ListItem]]:
    """Runs of numbered items: of one level under one parent, until the numbers begin again at 1."""
    opened: dict[int, list[ListItem]] = {}
    for item in items:
        for deeper in [depth for depth in opened if depth > item.depth]:
            yield opened.pop(deeper)
        if item.kind != "ol":
            continue
        run = opened.get(item.depth)
        if run and is_new_run(item, run[-1]):
            yield opened.pop(item.depth)
        opened.setdefault(item.depth, []).append(item)
    yield from opened.values()


def is_new_run(item: ListItem, before: ListItem) -> bool:
    """Whether a numbered item begins another run than the one before it."""
    if (item.number is None) != (before.number is None):
        return True
    return item.number == 1 and (item.holder is None or item.holder is not before.holder)


def is_changed(group: list[ListItem], items: list[ListItem]) -> bool:
    """Whether our lists would show another number than the source for an item of the group."""
    numbers = compute_shown_numbers(items)
    return any(not item.is_text and numbers[id(item)] != item.number for item in group)


def compute_shown_numbers(items: list[ListItem]) -> dict[int, int]:
    """The number of each item in the lists that `_render_nested` makes, by `id(item)`."""
    shown: dict[int, int] = {}
    opened: list[list] = []  # kind and number of each level
    for item in items:
        if item.is_text:
            opened = []
            continue
        depth = min(item.depth, len(opened))
        while len(opened) > depth + 1 or (len(opened) == depth + 1 and opened[-1][0] != item.kind):
            opened.pop()
        if len(opened) == depth + 1:
            opened[-1][1] += 1
        else:
            opened.append([item.kind, 1])
        shown[id(item)] = opened[-1][1]
    return shown


def _render_nested(items: list[ListItem]) -> str:
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
