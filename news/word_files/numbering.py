"""Numbers that Word writes by itself before a paragraph ("II.", "1.2.", "Điều 5."), as Word shows them.

In a .docx they stand nowhere: `numbering.xml` says how each level counts. They become text, but where a list of HTML
shows the very same: then paragraphs name one of the two lists of `PLAIN_NUMBERING`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from news.word_files.counting import write_number
from news.word_files.levels import Level, NumberedList, find_number, read_lists, read_styles
from news.word_files.lists import NumberedParagraph, choose_lists
from news.word_files.symbols import PRIVATE
from news.word_files.xml import SPACE, W, find, get_text

NUMBERS, BULLETS, NONE = "1", "2", "0"  # the lists that paragraphs name afterwards
PUNCTUATION = tuple(".:;,)–-")
_place = re.compile(r"%(\d)")
_LEVEL = '<w:lvl w:ilvl="{}"><w:numFmt w:val="{}"/></w:lvl>'
PLAIN_NUMBERING = (
    f'<w:numbering xmlns:w="{W[1:-1]}">'
    + "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(_LEVEL.format(at, kind) for at in range(9))}</w:abstractNum>'
        for key, kind in ((NUMBERS, "decimal"), (BULLETS, "bullet"))
    )
    + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (NUMBERS, BULLETS))
    + "</w:numbering>"
)


@dataclass
class ListCounter:
    """Counts the levels of every list, in document order."""

    lists: dict[str, NumberedList]
    numbers: dict[str, dict[int, int]] = field(default_factory=dict)  # by the id of the counters
    started: set[tuple[str, int]] = field(default_factory=set)
    runs: dict[tuple[str, int], int] = field(default_factory=dict)  # how often a level began anew

    def count(self, key: str, depth: int) -> str:
        """The label of the next paragraph at this level, such as "1.2."."""
        numbered = self.lists[key]
        level = numbered.levels.get(depth)
        if level is None:
            return ""
        counter = self.numbers.setdefault(numbered.counters, {})
        for at in range(depth + 1):
            if at in numbered.starts and (key, at) not in self.started:
                self.started.add((key, at))
                counter.pop(at, None)
        if depth not in counter:
            self.runs[numbered.counters, depth] = self.runs.get((numbered.counters, depth), 0) + 1
            counter[depth] = self.get_start(numbered, depth) - 1
        counter[depth] += 1
        self.restart_deeper(numbered, counter, depth)
        return self.write(numbered, counter, level)

    def get_start(self, numbered: NumberedList, depth: int) -> int:
        level = numbered.levels.get(depth) or Level()
        return numbered.starts.get(depth, level.start)

    def restart_deeper(self, numbered: NumberedList, counter: dict[int, int], depth: int) -> None:
        for deeper in [at for at in counter if at > depth]:
            restart = (numbered.levels.get(deeper) or Level()).restart
            if restart is None or (restart and depth < restart):
                del counter[deeper]

    def write(self, numbered: NumberedList, counter: dict[int, int], level: Level) -> str:
        def number(found: re.Match) -> str:
            at = int(found[1]) - 1
            counted = numbered.levels.get(at) or Level()
            kind = "decimal" if level.is_legal and counted.kind not in ("bullet", "none") else counted.kind
            return write_number(counter.get(at, self.get_start(numbered, at)), kind, counted.pattern)

        return _place.sub(number, level.text)

    def get_series(self, key: str, depth: int) -> tuple:
        counters = self.lists[key].counters
        return counters, depth, self.runs.get((counters, depth), 0)


def number_paragraphs(root: Element, numbering: Element | None, style_tree: Element | None) -> None:
    """Writes numbers into the text, or turns paragraphs into plain lists."""
    styles = read_styles(style_tree)
    lists = read_lists(numbering, styles)
    counter = ListCounter(lists)
    found = []
    for paragraph in find_counted(root):
        number = find_number(paragraph, lists, styles)
        if number:
            key, depth = number
            level = lists[key].levels.get(depth)
            label = counter.count(key, depth)
            is_bullet = level is not None and level.kind == "bullet"
            series = counter.get_series(key, depth)
            found.append(
                NumberedParagraph(paragraph, depth, label, is_bullet, series, level.suffix if level else "tab")
            )
    chosen = choose_lists(root, found, styles)
    for each in found:
        if each.paragraph in chosen:
            set_list(each.paragraph, BULLETS if each.is_bullet else NUMBERS, each.nested)
        else:
            set_list(each.paragraph, NONE, 0)
            write_before(each)
    counted = {each.paragraph for each in found}
    for paragraph in root.iter(f"{W}p"):
        properties = find(paragraph, "pPr/numPr")
        if properties is not None and paragraph not in counted:
            set_list(paragraph, NONE, 0)


def find_counted(root: Element) -> list[Element]:
    """Paragraphs that Word counts, without deleted ones and those in covered cells."""
    covered = set()
    for cell in root.iter(f"{W}tc"):
        merge = find(cell, "tcPr/vMerge")
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            covered.update(cell.iter(f"{W}p"))
    return [each for each in root.iter(f"{W}p") if each not in covered and find(each, "pPr/rPr/del") is None]


def set_list(paragraph: Element, key: str, depth: int) -> None:
    properties = find(paragraph, "pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    old = find(properties, "numPr")
    if old is not None:
        properties.remove(old)
    number = SubElement(properties, f"{W}numPr")
    SubElement(number, f"{W}ilvl", {f"{W}val": str(depth)})
    SubElement(number, f"{W}numId", {f"{W}val": key})


def write_before(numbered: NumberedParagraph) -> None:
    """Inserts the number as a run at the start of its paragraph."""
    label = get_bullet(numbered.label) if numbered.is_bullet else numbered.label
    if not label.strip():
        return
    # A blank even where Word sets the text right behind ("suff" is "nothing"): there the indent keeps them apart.
    is_glued = numbered.suffix == "nothing" and get_text(numbered.paragraph)[:1] in PUNCTUATION
    run = Element(f"{W}r")
    text = SubElement(run, f"{W}t", {SPACE: "preserve"})
    text.text = label if is_glued else f"{label} "
    numbered.paragraph.insert(list(numbered.paragraph).index(find(numbered.paragraph, "pPr")) + 1, run)


def get_bullet(label: str) -> str:
    """A bullet as text; letters of symbol fonts become a dot."""
    return "".join("•" if ord(letter) in PRIVATE or letter in "o§Øü·" else letter for letter in label)
