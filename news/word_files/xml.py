"""The XML of Word files: namespaces, and helpers that ElementTree lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 (the prefix that everybody writes)
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def get_value(parent: Element | None, path: str, otherwise: str = "") -> str:
    """`w:val` of the element at `path` (names of the main namespace, such as `pPr/pStyle`)."""
    found = find(parent, path)
    return otherwise if found is None else found.get(f"{W}val", otherwise)


def find(parent: Element | None, path: str) -> Element | None:
    return None if parent is None else parent.find("/".join(f"{W}{name}" for name in path.split("/")))


def is_on(parent: Element | None, path: str) -> bool:
    """Whether a property such as `rPr/vanish` stands there and is not switched off. ECMA-376-1, 17.17.4."""
    found = find(parent, path)
    return found is not None and found.get(f"{W}val", "1").lower() not in ("0", "false", "off")


def find_parents(root: Element) -> dict[Element, Element]:
    return {child: parent for parent in root.iter() for child in parent}


def replace(parent: Element, child: Element, by: Iterable[Element]) -> None:
    """Puts the elements where `child` stands in `parent`."""
    at = list(parent).index(child)
    parent[at : at + 1] = list(by)


def iterate_outermost(root: Element, names: set[str]) -> Iterator[Element]:
    """Elements of these names in document order, none from inside another of them."""
    for child in root:
        if child.tag in names:
            yield child
        else:
            yield from iterate_outermost(child, names)


def make_run(text: str, like: Element | None = None) -> Element:
    """A run with this text, in the looks of another run where one is given."""
    run = Element(f"{W}r")
    properties = find(like, "rPr")
    if properties is not None:
        run.append(properties)
    SubElement(run, f"{W}t", {SPACE: "preserve"}).text = text
    return run


def make_paragraph(*runs: Element) -> Element:
    paragraph = Element(f"{W}p")
    paragraph.extend(runs)
    return paragraph


def get_text(element: Element, name: str = f"{W}t") -> str:
    """The text in it, paragraphs parted by blanks."""
    words = []
    for each in element.iter():
        if each.tag == name:
            words.append(each.text or "")
        elif each.tag in (f"{W}p", f"{A}p", f"{W}br", f"{W}tab"):
            words.append(" ")
    return " ".join("".join(words).split())
