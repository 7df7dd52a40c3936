"""Replaces what cannot be imported (videos, drawings, formulas, form fields) with a note in its place."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

EMBEDDED = {"iframe", "video", "audio", "embed", "object"}
DRAWN = {"svg", "canvas"}
SIGNS = {"checkbox": ("☑", "☐"), "radio": ("◉", "○")}
MIN_DRAWING_SIDE = 64  # pixels of width and of height; smaller ones are icons
ATTRIBUTES = {
    **{name: {"src"} for name in ("iframe", "video", "audio", "embed", "source")},
    "object": {"data"},
    "input": {"type", "checked"},
    **{name: {"width", "height"} for name in DRAWN},
    "math": {"alttext"},
}
TAGS = EMBEDDED | DRAWN | {"source", "input", "title", "math"}


def replace_losses(soup: BeautifulSoup) -> None:
    """Replaces videos, frames and formulas with words, drawings with an empty picture, checkboxes with signs."""
    for tag in soup.find_all(list(EMBEDDED)):
        address = get_address(tag)
        paragraph = soup.new_tag("p")
        paragraph.string = _("[Nội dung nhúng chưa đưa sang được: %s]") % address
        tag.replace_with(*([paragraph] if address else []))
    for tag in soup.find_all(list(DRAWN)):
        name = tag.find("title")
        words = {"alt": name.get_text(" ", strip=True) if name else ""}
        tag.replace_with(*([soup.new_tag("img", attrs=words)] if is_drawing(tag) else []))
    for tag in soup.find_all("math"):  # its layout would be lost
        formula = " ".join((tag.get("alttext") or tag.get_text()).split())
        tag.replace_with(_("[công thức: %s]") % formula if formula else "")
    for tag in soup.find_all(["input", "title", "source"]):
        ticked, empty = SIGNS.get((tag.get("type") or "").lower(), ("", ""))
        tag.replace_with(f"{ticked if tag.has_attr('checked') else empty} ".lstrip())
    for tag in soup.find_all("li", role="checkbox"):
        tag.insert(0, f"{SIGNS['checkbox'][tag.get('aria-checked') != 'true']} ")


def get_address(tag: Tag) -> str:
    """The address of embedded content; empty if there is none."""
    sources = [tag, *tag.find_all("source")]
    return next((found for each in sources if (found := each.get("src") or each.get("data"))), "")[:500]


def is_drawing(tag: Tag) -> bool:
    """Whether a drawing is larger than an icon."""
    sizes = [(tag.get(name) or "").removesuffix("px").split(".")[0] for name in ("width", "height")]
    return all(size.isdecimal() and int(size) >= MIN_DRAWING_SIDE for size in sizes)
