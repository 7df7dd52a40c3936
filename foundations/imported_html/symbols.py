"""Signs of symbol fonts in the HTML of other programs: read as signs of Unicode, and as bullets before a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from foundations.vietnamese.symbol_fonts import BULLETS, FONTS, PRIVATE, find_code, find_font, read_symbol

SYMBOL = "symbol"  # the element that stands for a sign in the tree
MARK = "\x02"  # before a sign in a line of HTML: a control character, which no text keeps
BOXES = "□☐☑☒❏❑❒"  # what is ticked in a form
TYPED_BULLETS = "•●▪◦‣⁃➢❖"  # taken for bullets, with a blank behind them, whatever font they are in
MAX_SIGNS = {"symbol": 20}  # letters in a row; what is longer was typed as words and its font is a slip
DEFAULT_MAX_SIGNS = 3

_private = re.compile(f"[{PRIVATE}]")
_number = re.compile(r"\s*[0-9A-Za-z]{1,5}[.)]\s*")  # of a list: "1.", "II.", "a)"
_bullet = re.compile(rf"(?P<marks>(?:</?[bi]>)*)(?:{MARK}(?P<sign>\[[^\]]*\]|.)|(?P<typed>[{TYPED_BULLETS}])(?=[\s<]))")
_next_bullet = re.compile(rf"<br>(?=(?:<[bi]>)*(?:{MARK}|[{TYPED_BULLETS}]\s))")


def mark_symbols(soup: BeautifulSoup) -> None:
    """Put each sign of a symbol font, known by its font or its private character, into an element of its own."""
    for node in list(soup.find_all(string=True)):
        font = find_font_of(node)
        if font in FONTS or _private.search(node):
            pieces = list(split_signs(str(node), font if is_of_signs(str(node), font) else ""))
            node.replace_with(*[make_element(piece, soup) if is_sign else piece for piece, is_sign in pieces])


def find_font_of(node: NavigableString) -> str:
    """The font nearest to a text, in small letters."""
    for parent in node.parents:
        if font := (parent.get("face") or find_font(parent.get("style") or "")):
            return font.lower()
    return ""


def is_of_signs(text: str, font: str) -> bool:
    """Whether a text in a symbol font was meant as its signs: few letters, none beyond the font's 256, no number."""
    if _number.fullmatch(text):
        return False
    most = MAX_SIGNS.get(font, DEFAULT_MAX_SIGNS)
    return len(text.strip()) <= most and all(ord(letter) < 0x100 or _private.match(letter) for letter in text)


def split_signs(text: str, font: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces: runs of plain letters, and signs one by one. A sign that nobody knows is named as such."""
    run = ""
    for letter in text:
        if find_code(letter, font) is None and not _private.match(letter):
            run += letter
            continue
        if run:
            yield run, False
        run = ""
        yield read_symbol(letter, font) or _("[ký hiệu]"), True
    if run:
        yield run, False


def make_element(sign: str, soup: BeautifulSoup) -> Tag:
    element = soup.new_tag(SYMBOL)
    element.string = sign
    return element


def split_bullets(line: str) -> Iterator[tuple[str, bool]]:
    """The lines in a line of HTML, as (html, is an item of a list); a bullet is taken away, other signs stay."""
    for each in _next_bullet.split(line):
        item = get_html_after_bullet(each)
        yield (each if item is None else item).replace(MARK, ""), item is not None


def get_html_after_bullet(line: str) -> str | None:
    """What follows the bullet of a line; None where it has none, or where its signs are boxes to tick."""
    found = _bullet.match(line)
    if not found:
        return None
    sign, rest = found["typed"] or found["sign"], line[found.end() :].lstrip()
    if sign in BOXES and any(box in rest for box in BOXES):
        return None
    known = found["typed"] or sign in BULLETS or (sign.startswith("[") and line[found.end() :][:1] in (" ", "<"))
    return found["marks"] + rest if known and rest else None
