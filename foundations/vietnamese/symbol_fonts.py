"""Converts signs of symbol fonts (Symbol, Wingdings), stored as letters or private characters, to Unicode.

Word stores the bullet of its lists as U+F0B7: byte B7 of the font Symbol in Unicode's private area. Without that font
readers see a box. Sources: Unicode's table of Adobe's Symbol (MAPPINGS/VENDORS/ADOBE/symbol.txt) and the proposal to
add Wingdings to Unicode (L2/11-052); signs that few fonts have are replaced with common ones that look alike.
"""

from __future__ import annotations

import re

PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_FONT_BYTES = range(0xF020, 0xF100)


def _make_table(*runs: tuple[int, str]) -> dict[int, str]:
    return {first + place: sign for first, signs in runs for place, sign in enumerate(signs)}


SYMBOL = _make_table(
    (0x20, " !∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xF1, "〉∫"),
)
WINGDINGS = _make_table(
    (0x22, "✂"),
    (0x28, "☎✆✉"),
    (0x3F, "✍"),
    (0x41, "✌👌👍👎☜☞☝☟"),
    (0x4A, "☺😐☹"),
    (0x51, "✈☼"),
    (0x54, "❄"),
    (0x6C, "●❍■□❐❑❒◆◆◆❖◆☒"),
    (0x7D, "“”"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○○○◉◎○▪□"),
    (0xAA, "✦★✶✴✹✵"),
    (0xD7, "◄➢▲▼"),
    (0xDC, "➲"),
    (0xDF, "←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳"),
    (0xF9, "▭▫✗✓☒☑"),
)
WINGDINGS_2 = _make_table((0x4F, "✗✓☒☑☒☒"), (0x97, "●●"), (0xA2, "■□□"))
WINGDINGS_3 = _make_table((0x66, "←→↑↓↖↗↙↘↔↕"), (0x7D, "▶"), (0x84, "◀"))
WEBDINGS = _make_table((0x33, "◀▶▲▼"), (0x61, "✓"), (0x63, "□"), (0x67, "■"), (0x6E, "●"), (0x72, "✗"))
FONTS = {
    "symbol": SYMBOL,
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "wingdings 3": WINGDINGS_3,
    "webdings": WEBDINGS,
}
# If the font is unknown: these codes come from Wingdings more often than from Symbol.
_MORE_OFTEN_WINGDINGS = (0x22, 0x2A, 0x46, *range(0x6C, 0x79), 0xA7, 0xA8, 0xD8, 0xDF, 0xE0, *range(0xFB, 0xFF))
UNKNOWN_FONT = SYMBOL | {code: WINGDINGS[code] for code in _MORE_OFTEN_WINGDINGS}

# Signs used before list items; not letters and mathematical signs.
BULLETS = frozenset("•·∙▪▫■□●○◉◎◆◊♦♣❖❑❒❐❍➢➲◄►▶✓✔✗☑☒→➔⇨⇒★✦✶✴✹✵☞✍−❶①")

_family = re.compile(r"(?<![\w-])font-family\s*:\s*[\"']?\s*([\w -]+)", re.IGNORECASE)
_short = re.compile(r"(?<![\w-])font\s*:[^;,]*?\d(?:pt|px|em|rem|%)\S*\s+[\"']?\s*([\w -]+)", re.IGNORECASE)
_private = re.compile(f"[{PRIVATE}]")


def find_font(style: str) -> str:
    """The first font of a CSS `style` in lower case; empty if there is none."""
    found = _family.search(style) or _short.search(style)
    return " ".join(found[1].lower().split()) if found else ""


def find_code(character: str, font: str = "") -> int | None:
    """The byte in a symbol font that `character` stands for; None if it is an ordinary character."""
    number = ord(character)
    if number in _FONT_BYTES:
        return number & 0xFF
    return number if font in FONTS and 0x20 < number < 0x100 and not character.isspace() else None


def read_symbol(character: str, font: str = "") -> str:
    """The Unicode sign of a private character, or of a letter in a symbol font; empty if unknown."""
    code = find_code(character, font)
    if code is None:
        return "" if _private.match(character) else character
    return FONTS.get(font, UNKNOWN_FONT).get(code, "")


def read_symbols(text: str) -> str:
    """Replaces private characters of symbol fonts with Unicode signs; drops other private characters."""
    return _private.sub(lambda match: read_symbol(match[0]), text)


def find_private(text: str) -> list[str]:
    """The private characters of `text` in order."""
    return _private.findall(text)
