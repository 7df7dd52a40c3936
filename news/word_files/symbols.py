"""Characters of symbol fonts (Wingdings, Symbol) as Unicode."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from mammoth.docx.dingbats import dingbats

from news.word_files.losses import Losses
from news.word_files.xml import SPACE, W, find, find_parents, replace

SYMBOL_FONTS = {font for font, _code in dingbats}
PRIVATE = range(0xF000, 0xF100)  # where Word puts the letters of a symbol font


def find_symbol_letter(code: int, font: str) -> str:
    """The Unicode character; empty if unknown."""
    low = code - 0xF000 if code in PRIVATE else code
    known = dingbats.get((font, low))
    if known:
        return chr(known)
    is_plain = code not in PRIVATE and font not in SYMBOL_FONTS and 0x20 <= code < 0xD800
    return chr(code) if is_plain else ""


def write_out_symbols(root: Element, losses: Losses) -> None:
    """Replaces symbols, and text in symbol fonts, by Unicode; counts unknown ones."""
    parents = find_parents(root)
    for symbol in list(root.iter(f"{W}sym")):
        code = symbol.get(f"{W}char", "")
        letter = find_symbol_letter(int(code, 16), symbol.get(f"{W}font", "")) if is_hexadecimal(code) else ""
        if not letter:
            losses.count("symbol")
        text = Element(f"{W}t", {SPACE: "preserve"})
        text.text = letter or _("[ký hiệu]")
        replace(parents[symbol], symbol, [text])
    for run in root.iter(f"{W}r"):
        fonts = find(run, "rPr/rFonts")
        font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
        if font in SYMBOL_FONTS:
            for text in run.findall(f"{W}t"):
                text.text = "".join(find_letter_in_font(letter, font) for letter in text.text or "")


def is_hexadecimal(code: str) -> bool:
    return 0 < len(code) <= 6 and all(letter in "0123456789abcdefABCDEF" for letter in code)


def find_letter_in_font(letter: str, font: str) -> str:
    """The Unicode character of a letter in a symbol font; letters beyond its 256 stay."""
    code = ord(letter)
    if letter.isspace() or not (code < 0x100 or code in PRIVATE):
        return letter
    return find_symbol_letter(code, font) or letter
