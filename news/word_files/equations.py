"""Equations as text: fractions with a slash, powers with ^, roots with √. ECMA-376-1, 22.1."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files.losses import Losses
from news.word_files.xml import MATH, W, find_parents, make_run, replace


def write_out_equations(root: Element, losses: Losses) -> None:
    """Replaces each equation by text and counts it."""
    parents = find_parents(root)
    for name in ("oMathPara", "oMath"):
        for equation in list(root.iter(f"{MATH}{name}")):
            if equation in parents and equation in list(parents[equation]):
                losses.count("equation")
                replace(parents[equation], equation, [make_run(write_line(equation).strip() or _("[công thức]"))])


def write_line(element: Element) -> str:
    """The text of an element of an equation."""
    name = get_name(element)
    if element.tag in (f"{MATH}t", f"{W}t"):
        return element.text or ""
    pieces = [child for child in element if not child.tag.endswith("Pr")]
    if name == "d":
        inner = find_sign(element, "sepChr", "|").join(write_line(child) for child in pieces)
        return f"{find_sign(element, 'begChr', '(')}{inner}{find_sign(element, 'endChr', ')')}"
    parts = {get_name(child): write_line(child) for child in pieces}
    base = parts.get("e", "")
    written = {
        "f": f"{write_in_brackets(parts.get('num', ''))}/{write_in_brackets(parts.get('den', ''))}",
        "rad": f"{parts.get('deg', '')}√{write_in_brackets(base)}",
        "nary": f"{find_sign(element, 'chr', '∫')}{write_limits(parts)} {base}",
        **dict.fromkeys(("sSup", "sSub", "sSubSup"), f"{write_in_brackets(base)}{write_limits(parts)}"),
    }
    between = {"mr": " ", "m": "; ", "eqArr": "; ", "oMathPara": " "}.get(name, "")
    return written[name] if name in written else between.join(write_line(child) for child in pieces)


def get_name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def write_limits(parts: dict[str, str]) -> str:
    """Subscript and superscript: "_i^n"."""
    signs = (("_", "sub"), ("^", "sup"))
    return "".join(f"{sign}{write_in_brackets(parts[part])}" for sign, part in signs if parts.get(part))


def write_in_brackets(text: str) -> str:
    is_one = len(text) < 2 or text.isalnum() or (text[0] == "(" and text[-1] == ")" and text.count("(") == 1)
    return text if is_one else f"({text})"


def find_sign(element: Element, name: str, otherwise: str) -> str:
    """A sign from the element's properties, else `otherwise`."""
    for child in element:
        if child.tag.endswith("Pr"):
            found = child.find(f"{MATH}{name}")
            return otherwise if found is None else found.get(f"{MATH}val", "")
    return otherwise
