"""Which list and level a paragraph of Word belongs to, directly or by its style, and how that level counts.

ECMA-376-1, 17.9 (numbering), 17.7 (styles).
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from news.word_files.xml import W, find, get_value, is_on

MAX_STYLES = 20  # in a chain of base styles; more is a cycle
MAX_LEVEL = 8


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    kind: str = "decimal"
    pattern: str = ""  # `w:format` of a kind of one's own
    text: str = ""  # such as "%1.%2."
    start: int = 1
    restart: int | None = None  # the level, from 1, whose use begins this one anew; 0 for none, None for any above
    is_legal: bool = False  # all numbers in it are plain
    suffix: str = "tab"
    style: str = ""  # the paragraph style that has this level


@dataclass(frozen=True)
class NumberedList:
    """A `w:num`: the id of its counters, its levels, and the levels it restarts."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Styles:
    """Paragraph styles by id, and the default one."""

    by_id: dict[str, Element]
    default: str

    def get_chain(self, style: str) -> list[Element]:
        """The style and its base styles, nearest first."""
        chain = []
        while style in self.by_id and len(chain) < MAX_STYLES:
            chain.append(self.by_id[style])
            style = get_value(chain[-1], "basedOn")
        return chain


def read_styles(tree: Element | None) -> Styles:
    by_id, default = {}, ""
    for each in tree.iter(f"{W}style") if tree is not None else ():
        by_id[each.get(f"{W}styleId", "")] = each
        if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default", "0") in ("1", "true", "on"):
            default = each.get(f"{W}styleId", "")
    return Styles(by_id, default)


def read_lists(tree: Element | None, styles: Styles) -> dict[str, NumberedList]:
    """The lists of `numbering.xml` by the id that paragraphs name."""
    if tree is None:
        return {}
    abstract = {each.get(f"{W}abstractNumId", ""): each for each in tree.iter(f"{W}abstractNum")}
    numbers = {each.get(f"{W}numId", ""): each for each in tree.findall(f"{W}num")}
    found = {}
    for key, number in numbers.items():
        counters = find_counters(number, abstract, numbers, styles)
        levels = read_levels(abstract[counters]) if counters in abstract else {}
        starts = {}
        for override in number.findall(f"{W}lvlOverride"):
            at = to_number(override.get(f"{W}ilvl"), 0)
            levels |= read_levels(override)
            if find(override, "startOverride") is not None:
                starts[at] = to_number(get_value(override, "startOverride"), 1)
        found[key] = NumberedList(counters, levels, starts)
    return found


def find_counters(number: Element, abstract: dict, numbers: dict, styles: Styles) -> str:
    """The id of the `w:abstractNum` that counts, also through list styles."""
    for _step in range(MAX_STYLES):
        key = get_value(number, "abstractNumId")
        link = get_value(abstract.get(key), "numStyleLink")
        if not link:
            return key
        owner = next((at for at, each in abstract.items() if get_value(each, "styleLink") == link), "")
        if owner:
            return owner
        number = numbers.get(get_value(styles.by_id.get(link), "pPr/numPr/numId"))
        if number is None:
            return key
    return ""


def read_levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for each in parent.findall(f"{W}lvl"):
        kind = find(each, "numFmt")
        restart = get_value(each, "lvlRestart")
        levels[to_number(each.get(f"{W}ilvl"), 0)] = Level(
            kind="decimal" if kind is None else kind.get(f"{W}val", "decimal"),
            pattern="" if kind is None else kind.get(f"{W}format", ""),
            text=get_value(each, "lvlText"),
            start=to_number(get_value(each, "start", "1"), 1),
            restart=to_number(restart, 0) if restart else None,
            is_legal=is_on(each, "isLgl"),
            suffix=get_value(each, "suff", "tab"),
            style=get_value(each, "pStyle"),
        )
    return levels


def to_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def find_number(paragraph: Element, lists: dict[str, NumberedList], styles: Styles) -> tuple[str, int] | None:
    """The list and the level of a paragraph; None if it has no number or switches its style's off."""
    properties = find(paragraph, "pPr")
    style = get_value(properties, "pStyle") or styles.default
    own = find(properties, "numPr")
    chain = styles.get_chain(style)
    of_style = next((each for each in chain if find(each, "pPr/numPr/numId") is not None), None)
    key = get_value(own, "numId") or get_value(of_style, "pPr/numPr/numId")
    if key not in lists:
        return None
    depth = get_value(own, "ilvl") or find_style_level(chain, lists[key])
    return key, min(to_number(depth, 0), MAX_LEVEL)


def find_style_level(chain: list[Element], numbered: NumberedList) -> str:
    """The level of a style: the level that names the style, else the one the style names."""
    for style in chain:
        for depth, level in numbered.levels.items():
            if level.style and level.style == style.get(f"{W}styleId"):
                return str(depth)
        named = get_value(style, "pPr/numPr/ilvl")
        if named:
            return named
    return ""
