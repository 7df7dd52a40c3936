"""Equations as a line of text: fractions with a slash, powers with ^, roots with √. ECMA-376-1, 22.1."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files.losses import Losses
from news.word_files.xml import MATH, W, find_parents, make_run, replace


def write_out_equations(root: Element, losses: Losses) -> None:
    """Each equation as a run of text in its place, and counted."""
    parents = find_parents(root)
    for name in ("oMathPara", "oMath"):
        for equation in list(root.iter(f"{MATH}{name}")):
            if equation in parents and equation in list(parents[equation]):
                losses.count("equation")
                replace(parents[equation], equation, [make_run(line_of(equation).strip() or _("[công thức]"))])


def line_of(element: Element) -> str:
    """The text of a piece of an equation."""
    name = name_of(element)
    if element.tag in (f"{MATH}t", f"{W}t"):
        return element.text or ""
    pieces = [child for child in element if not child.tag.endswith("Pr")]
    if name == "d":
        inner = sign_of(element, "sepChr", "|").join(line_of(child) for child in pieces)
        return f"{sign_of(element, 'begChr', '(')}{inner}{sign_of(element, 'endChr', ')')}"
    parts = {name_of(child): line_of(child) for child in pieces}
    base = parts.get("e", "")
    written = {
        "f": f"{bracketed(parts.get('num', ''))}/{bracketed(parts.get('den', ''))}",
        "rad": f"{parts.get('deg', '')}√{bracketed(base)}",
        "nary": f"{sign_of(element, 'chr', '∫')}{limits_of(parts)} {base}",
        **dict.fromkeys(("sSup", "sSub", "sSubSup"), f"{bracketed(base)}{limits_of(parts)}"),
    }
    between = {"mr": " ", "m": "; ", "eqArr": "; ", "oMathPara": " "}.get(name, "")
    return written[name] if name in written else between.join(line_of(child) for child in pieces)


def name_of(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def limits_of(parts: dict[str, str]) -> str:
    """What stands below and above a sign: "_i^n"."""
    signs = (("_", "sub"), ("^", "sup"))
    return "".join(f"{sign}{bracketed(parts[part])}" for sign, part in signs if parts.get(part))


def bracketed(text: str) -> str:
    is_one = len(text) < 2 or text.isalnum() or (text[0] == "(" and text[-1] == ")" and text.count("(") == 1)
    return text if is_one else f"({text})"


def sign_of(element: Element, name: str, otherwise: str) -> str:
    """A sign that the properties of an element name."""
    for child in element:
        if child.tag.endswith("Pr"):
            found = child.find(f"{MATH}{name}")
            return otherwise if found is None else found.get(f"{MATH}val", "")
    return otherwise
