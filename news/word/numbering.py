"""Numbers that Word writes by itself before a paragraph ("II.", "1.2.", "a)"), made text where a list would lose them.

In a .docx they stand nowhere: `numbering.xml` says how each level counts. ECMA-376-1, 17.9.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from io import BytesIO
from itertools import groupby
from xml.etree import ElementTree

from news.foreign.counting import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERING, DOCUMENT = "word/numbering.xml", "word/document.xml"
_place = re.compile(r"%(\d)")
BULLET = ("bullet", "", 1)

Level = tuple[str, str, int]  # how it counts, its text such as "%1.%2.", its first number


def with_numbers_as_text(content: bytes) -> bytes:
    """The .docx with those numbers written out; plain lists (1, 2, 3 … without text between) and bullets stay lists."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if NUMBERING not in archive.namelist():
            return content
        levels = levels_of(ElementTree.fromstring(archive.read(NUMBERING)))  # noqa: S314 (check_parts refuses DTDs)
        document = ElementTree.fromstring(archive.read(DOCUMENT))  # noqa: S314
        if not write_numbers(document, levels):
            return content
        result = BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as rewritten:
            for part in archive.infolist():
                text = ElementTree.tostring(document) if part.filename == DOCUMENT else archive.read(part)
                rewritten.writestr(part.filename, text)
    return result.getvalue()


def levels_of(numbering) -> dict[str, dict[int, Level]]:
    """By the id that paragraphs name: the levels of each list."""
    abstract = {}
    for each in numbering.iter(f"{W}abstractNum"):
        abstract[each.get(f"{W}abstractNumId")] = {
            int(level.get(f"{W}ilvl", "0")): (
                value(level, "numFmt", "decimal"),
                value(level, "lvlText", ""),
                int(value(level, "start", "1")),
            )
            for level in each.iter(f"{W}lvl")
        }
    return {
        each.get(f"{W}numId"): abstract.get(value(each, "abstractNumId", ""), {}) for each in numbering.iter(f"{W}num")
    }


def value(parent, name: str, otherwise: str) -> str:
    found = parent.find(f"{W}{name}")
    return otherwise if found is None else found.get(f"{W}val", otherwise)


def number_of(paragraph) -> tuple[str, int] | None:
    """The list and the level that a paragraph names itself."""
    found = paragraph.find(f"{W}pPr/{W}numPr")
    if found is None or value(found, "numId", "0") == "0":
        return None
    return value(found, "numId", "0"), int(value(found, "ilvl", "0"))


def write_numbers(document, levels: dict[str, dict[int, Level]]) -> bool:
    """Writes them into the tree; whether there were any."""
    paragraphs = [(paragraph, number_of(paragraph)) for paragraph in document.iter(f"{W}p")]
    plain = plain_lists([number for _paragraph, number in paragraphs], levels)
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    written = False
    for paragraph, number in paragraphs:
        if (
            not number
            or number[0] in plain
            or levels.get(number[0], {}).get(number[1], ("bullet", "", 1))[0] == "bullet"
        ):
            continue
        write(paragraph, label(counters[number[0]], levels[number[0]], number[1]))
        written = True
    return written


def plain_lists(numbers: list[tuple[str, int] | None], levels: dict[str, dict[int, Level]]) -> set[str]:
    """The lists that HTML shows as Word does: in one piece, counted 1., 2., 3."""
    pieces = [key for key, _group in groupby(numbers, lambda number: number and number[0]) if key]
    once = {key for key, count in Counter(pieces).items() if count == 1}
    used = Counter(number for number in numbers if number)
    return {key for key in once if used[key, 0] > 1 and all(shown_alike(levels, *at) for at in used if at[0] == key)}


def shown_alike(levels: dict[str, dict[int, Level]], key: str, depth: int) -> bool:
    kind, text, start = levels.get(key, {}).get(depth, BULLET)
    return kind == "bullet" or (kind == "decimal" and start == 1 and text in (f"%{depth + 1}.", f"%{depth + 1})"))


def label(counter: dict[int, int], levels: dict[int, Level], depth: int) -> str:
    """The number of the next paragraph at this level, as Word shows it."""
    counter[depth] = counter.get(depth, levels[depth][2] - 1) + 1
    for deeper in [each for each in counter if each > depth]:
        del counter[deeper]

    def number(found: re.Match) -> str:
        level = int(found[1]) - 1
        kind, _text, start = levels.get(level, ("decimal", "", 1))
        return counted(counter.get(level, start), kind)

    return _place.sub(number, levels[depth][1])


def counted(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    return f"{number:02}" if kind == "decimalZero" else str(number)


def write(paragraph, text: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    properties.remove(properties.find(f"{W}numPr"))
    run = ElementTree.Element(f"{W}r")
    written = ElementTree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    written.text = f"{text} "
    paragraph.insert(list(paragraph).index(properties) + 1, run)
