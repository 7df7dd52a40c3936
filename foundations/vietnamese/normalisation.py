"""Text made uniform on its way into the database: NFC, plain blanks, nothing invisible.

Word and Mac files bring decomposed letters, non-breaking blanks, soft hyphens and zero-width characters. Two titles
that look alike must be equal, or searching, sorting and uniqueness fail in ways nobody can see.
"""

import re
import unicodedata
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from foundations.vietnamese.characters import FORBIDDEN, drop_forbidden
from foundations.vietnamese.folding import INVISIBLE_BUT_JOINER, JOINER, to_nfc
from foundations.vietnamese.symbol_fonts import PRIVATE, read_symbols

_SPECIAL_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Marks of programs for what is no text: old direction marks, annotations, the place of an object (a picture).
_MARKS_OF_PROGRAMS = "\u2065\u206a-\u206f\ufff9-\ufffc"
_DROPPED_CHARACTERS = INVISIBLE_BUT_JOINER + _MARKS_OF_PROGRAMS
_EMOJI = "\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_AFTER_EMOJI = "\ufe0f\u20e3\U000e0020-\U000e007f"  # coloured, in a key, the letters of a flag

_odd = re.compile(f"[{FORBIDDEN}{_DROPPED_CHARACTERS}{JOINER}{_SPECIAL_BLANKS}{PRIVATE}\r\x85\u2028\u2029]")
_dropped = re.compile(f"[{_DROPPED_CHARACTERS}]+|(?<![{_EMOJI}{_AFTER_EMOJI}]){JOINER}|{JOINER}(?![{_EMOJI}])")
_special_blank = re.compile(f"[{_SPECIAL_BLANKS}]")
_line_break = re.compile("\r\n?|[\x85\u2028\u2029]")
_bullet = re.compile(f"\\s*[{PRIVATE}]+\\s+")


def make_one_line(text: str) -> str:
    """Return `text` in NFC on one line: runs of blanks of any kind and line breaks are one blank, none at the ends."""
    bullet = _bullet.match(text)  # of a list in Word; it is no part of a title
    # Line breaks first: some of them are control characters, and words must not grow together.
    return " ".join(normalise_lines(text[bullet.end() :] if bullet else text).split())


def normalise_lines(text: str) -> str:
    """Return `text` in NFC with its lines (ended by a line feed) and indents kept, and only plain blanks and tabs."""
    if _odd.search(text):
        text = drop_forbidden(_line_break.sub("\n", text))
        text = read_symbols(_special_blank.sub(" ", _dropped.sub("", text)))
    return text if unicodedata.is_normalized("NFC", text) else to_nfc(text)


def normalise_lines_in(value: Any) -> Any:
    """Return JSON-like `value` with `many_lines` applied to each string in it; `value` itself where nothing changes."""
    if isinstance(value, str):
        cleaned = normalise_lines(value)
        return value if cleaned == value else cleaned
    if isinstance(value, dict):
        cleaned = {key: normalise_lines_in(item) for key, item in value.items()}
        return cleaned if any(cleaned[key] is not item for key, item in value.items()) else value
    if isinstance(value, list):
        cleaned = [normalise_lines_in(item) for item in value]
        return cleaned if any(new is not old for new, old in zip(cleaned, value, strict=True)) else value
    return value


class NormalisedTextMixin:
    """A model whose texts are normalised before they are validated; written before Model or Page among the bases.

    CharFields and their kinds become one line, TextFields and rich text keep their lines, as do all texts inside a
    StreamField, whose block ids stay. `full_clean` is what forms, `save_revision` and live pages call, `minimal_clean`
    what Wagtail calls when it saves a draft page. `bulk_create` and `update` call neither: normalise there yourself.
    """

    def full_clean(self, *args, **kwargs):
        self.normalise_text()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.normalise_text()
        super().minimal_clean()

    def normalise_text(self):
        """Normalise the loaded text fields of this object in place. Fields left out by `defer()` are not fetched."""
        deferred = self.get_deferred_fields()
        for field in self._meta.concrete_fields:
            if field.attname in deferred:
                continue
            value = getattr(self, field.attname)
            cleaned = _clean(field, value)
            if cleaned is not value and cleaned != value:
                setattr(self, field.attname, cleaned)


def _clean(field: models.Field, value: Any) -> Any:
    if isinstance(field, StreamField) and isinstance(value, StreamValue):
        return _clean_stream(value)
    if not isinstance(value, str):
        return value
    if isinstance(field, models.CharField):
        return make_one_line(value)
    return normalise_lines(value) if isinstance(field, models.TextField) else value


def _clean_stream(stream: StreamValue) -> StreamValue:
    # The stored form is walked, so that blocks not yet looked at need not be built (a chooser would ask the database).
    stored = stream.get_prep_value()
    cleaned = normalise_lines_in(stored)
    return stream if cleaned is stored else StreamValue(stream.stream_block, cleaned, is_lazy=True)
