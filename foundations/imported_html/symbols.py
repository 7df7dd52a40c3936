"""Signs of symbol fonts in imported HTML: converted to Unicode, or read as bullets of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from foundations.vietnamese.symbol_fonts import BULLETS, FONTS, PRIVATE, find_code, find_font, read_symbol

SYMBOL = "symbol"  # the element that stands for a sign in the tree
MARK = "\x02"  # before a sign in a line of HTML; a control character, which is dropped from texts
BOXES = "□☐☑☒❏❑❒"  # boxes to tick in a form
TYPED_BULLETS = "•●▪◦‣⁃➢❖"  # bullets in any font if a blank follows
MAX_SIGNS = {"symbol": 20}  # letters in a row; longer texts are words in a wrong font
DEFAULT_MAX_SIGNS = 3

_private = re.compile(f"[{PRIVATE}]")
_number = re.compile(r"\s*[0-9A-Za-z]{1,5}[.)]\s*")  # of a list: "1.", "II.", "a)"
_bullet = re.compile(rf"(?P<marks>(?:</?[bi]>)*)(?:{MARK}(?P<sign>\[[^\]]*\]|.)|(?P<typed>[{TYPED_BULLETS}])(?=[\s<]))")
_next_bullet = re.compile(rf"<br>(?=(?:<[bi]>)*(?:{MARK}|[{TYPED_BULLETS}]\s))")


def mark_symbols(soup: BeautifulSoup) -> None:
    """Puts each sign of a symbol font, recognised by font or private character, into an element of its own."""
    for node in list(soup.find_all(string=True)):
        font = find_font_of(node)
        if font in FONTS or _private.search(node):
            pieces = list(split_signs(str(node), font if is_of_signs(str(node), font) else ""))
            node.replace_with(*[make_element(piece, soup) if is_sign else piece for piece, is_sign in pieces])


def find_font_of(node: NavigableString) -> str:
    """The font of a text in lower case; empty if none is given."""
    for parent in node.parents:
        if font := (parent.get("face") or find_font(parent.get("style") or "")):
            return font.lower()
    return ""


def is_of_signs(text: str, font: str) -> bool:
    """Whether a text in a symbol font means its signs: few letters, all within the font's 256, not a number."""
    if _number.fullmatch(text):
        return False
    most = MAX_SIGNS.get(font, DEFAULT_MAX_SIGNS)
    return len(text.strip()) <= most and all(ord(letter) < 0x100 or _private.match(letter) for letter in text)


def split_signs(text: str, font: str) -> Iterator[tuple[str, bool]]:
    """(text, is a sign): runs of plain letters, and signs one by one; unknown signs as `[ký hiệu]`."""
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
    """Splits a line of HTML into (html, is a list item); bullets are removed, other signs stay."""
    for each in _next_bullet.split(line):
        item = get_html_after_bullet(each)
        yield (each if item is None else item).replace(MARK, ""), item is not None


def get_html_after_bullet(line: str) -> str | None:
    """The HTML after the bullet of a line; None if there is no bullet, or if the signs are boxes to tick."""
    found = _bullet.match(line)
    if not found:
        return None
    sign, rest = found["typed"] or found["sign"], line[found.end() :].lstrip()
    if sign in BOXES and any(box in rest for box in BOXES):
        return None
    known = found["typed"] or sign in BULLETS or (sign.startswith("[") and line[found.end() :][:1] in (" ", "<"))
    return found["marks"] + rest if known and rest else None
