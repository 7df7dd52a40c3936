"""Names that a camera, a phone or a messenger gave a file: they tell nothing and become no picture's name."""

from __future__ import annotations

import re

from foundations.vietnamese.folding import fold

# What such names are made of besides numbers, folded. Words that say what a picture shows are none of them.
MACHINE_WORDS = (
    "img image images photo photos picture pic dsc dscn dscf dcim sam pxl mvimg vid fb received screenshot screenshots "
    "screen shot capture snapshot scan scanned whatsapp zalo viber telegram messenger facebook unnamed untitled "
    "download copy edited final new anh chup man hinh luc at am pm jpg jpeg png webp heic gif avif burst cover "
    "portrait hdr bokeh"
)
_words = frozenset(MACHINE_WORDS.split())
_numbered = re.compile(r"(?:[a-z]{0,4}\d+)+[a-z]{0,2}")  # 2026, dsc0012, p1040123, z5123456789, 10h30
_hexadecimal = re.compile(r"(?=.*\d)[0-9a-f]+")
_of_the_screen = re.compile(r"(?:screenshots?|screen shot|anh chup man hinh) \d")  # then the program's name


def is_machine_name(text: str) -> bool:
    """Whether no person wrote the name: "IMG_20261128_101500", "Screenshot_20261128_Chrome", "z5012_a1b2….jpg", ""."""
    name = fold(re.sub(r"[\W_]+", " ", text))
    return bool(_of_the_screen.match(name)) or all(map(is_machine_word, name.split()))


def is_machine_word(word: str) -> bool:
    return word in _words or bool(_numbered.fullmatch(word) or _hexadecimal.fullmatch(word))
