"""Chooses the numbered paragraphs that become HTML lists: those that look the same as in Word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from news.word_files.levels import Styles
from news.word_files.xml import W, find_parents, get_text, get_value

MAX_DEPTH = 3  # levels below the first, as many as the editor takes
# Styles that our reader of Word files makes something else of than an item of a list.
NO_LIST = re.compile(r"heading\b|title$|subtitle$|(?:foot|end)note(?: text)?$|annotation text$", re.IGNORECASE)
_plain = re.compile(r"(\d+)\.")  # what browsers write before an item; "1)" they cannot


@dataclass(eq=False)
class NumberedParagraph:
    """A numbered paragraph: its level, its number as Word shows it, and the series that counts it.

    `nested` is how deep it stands in the list of HTML, where levels above it may be missing.
    """

    paragraph: Element
    depth: int
    label: str
    is_bullet: bool
    series: tuple
    suffix: str
    nested: int = 0


def choose_lists(root: Element, numbered: list[NumberedParagraph], styles: Styles) -> set[Element]:
    """The paragraphs that become list items: all numbers of a series or none."""
    parents = find_parents(root)
    possible = [each for each in numbered if can_be_item(each, parents, styles)]
    refused = {each.series for each in numbered if each not in possible and not each.is_bullet}
    while True:
        items = [each for each in possible if each.is_bullet or each.series not in refused]
        wrong = {each.series for each in find_wrong(items, parents)}
        if not wrong:
            return {each.paragraph for each in items}
        refused |= wrong


def can_be_item(each: NumberedParagraph, parents: dict[Element, Element], styles: Styles) -> bool:
    paragraph = each.paragraph
    if each.depth > MAX_DEPTH or parents.get(paragraph) is None or parents[paragraph].tag == f"{W}tc":
        return False
    if get_value(paragraph, "pPr/jc") == "center" or not has_content(paragraph):
        return False
    style = get_value(paragraph, "pPr/pStyle")
    names = [style, *(get_value(each, "name") for each in styles.get_chain(style))]
    if any(NO_LIST.match(name) for name in names):
        return False
    return each.is_bullet or _plain.fullmatch(each.label.strip()) is not None


def has_content(paragraph: Element) -> bool:
    """Whether the paragraph is visible; empty ones are dropped."""
    return bool(get_text(paragraph)) or paragraph.find(f".//{W}drawing") is not None


def find_wrong(items: list[NumberedParagraph], parents: dict[Element, Element]) -> list[NumberedParagraph]:
    """Items that HTML would number differently, and items alone in their list."""
    wrong, sizes = [], Counter(each.series for each in items)
    for run in split_into_runs(items, parents):
        set_nesting(run)
        opened: list[tuple[bool, int]] = []  # of each open level: is it of bullets, how many items
        for each in run:
            kind, count = opened[each.nested] if each.nested < len(opened) else (each.is_bullet, 0)
            count = count + 1 if kind == each.is_bullet else 1
            opened[each.nested :] = [(each.is_bullet, count)]
            is_alone = each.nested == 0 and sizes[each.series] < 2
            if not each.is_bullet and (is_alone or _plain.fullmatch(each.label.strip())[1] != str(count)):
                wrong.append(each)
    return wrong


def set_nesting(run: list[NumberedParagraph]) -> None:
    """Sets how deep each item is nested within the run."""
    above: list[int] = []
    for each in run:
        while above and above[-1] > each.depth:
            above.pop()
        if not above or above[-1] < each.depth:
            above.append(each.depth)
        each.nested = len(above) - 1


def split_into_runs(items: list[NumberedParagraph], parents: dict[Element, Element]) -> list[list[NumberedParagraph]]:
    """Groups of items with only empty paragraphs between them."""
    by_paragraph = {each.paragraph: each for each in items}
    runs: list[list[NumberedParagraph]] = []
    for parent in dict.fromkeys(parents[each.paragraph] for each in items):
        run: list[NumberedParagraph] = []
        for child in parent:
            if child in by_paragraph:
                run.append(by_paragraph[child])
            elif run and (child.tag != f"{W}p" or has_content(child)) and child.tag in (f"{W}p", f"{W}tbl"):
                runs.append(run)
                run = []
        runs += [run] if run else []
    return runs
