"""Normalises text before it is stored: NFC, plain blanks, no invisible characters.

Word and Mac files contain decomposed letters, non-breaking blanks, soft hyphens and zero-width characters. Two titles
that look the same must be equal, or searching, sorting and uniqueness fail for invisible reasons.
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
# Control marks that are not text: old direction marks, annotations, placeholders of objects (pictures).
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
    """NFC on one line: runs of blanks and line breaks become one blank; none at the ends."""
    bullet = _bullet.match(text)  # of a list in Word; not part of a title
    # Line breaks first: some are control characters, and dropping them would join words.
    return " ".join(normalise_lines(text[bullet.end() :] if bullet else text).split())


def normalise_lines(text: str) -> str:
    """NFC with lines (ended by a line feed) and indents kept, and only plain blanks and tabs."""
    if _odd.search(text):
        text = drop_forbidden(_line_break.sub("\n", text))
        text = read_symbols(_special_blank.sub(" ", _dropped.sub("", text)))
    return text if unicodedata.is_normalized("NFC", text) else to_nfc(text)


def normalise_lines_in(value: Any) -> Any:
    """Applies `normalise_lines` to all strings of a JSON-like value; returns the same object if nothing changes."""
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
    """Normalises a model's texts before validation. Must come before Model or Page in the bases.

    CharFields become one line; TextFields, rich text and texts inside a StreamField keep their lines. Forms,
    `save_revision` and live pages call `full_clean`; Wagtail calls `minimal_clean` when it saves a draft page.
    `bulk_create` and `update` call neither: normalise there yourself.
    """

    def full_clean(self, *args, **kwargs):
        self.normalise_text()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.normalise_text()
        super().minimal_clean()

    def normalise_text(self):
        """Normalises the loaded text fields in place; deferred fields are not fetched."""
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
    # Works on the stored form, so that blocks need not be built (choosers would need queries).
    stored = stream.get_prep_value()
    cleaned = normalise_lines_in(stored)
    return stream if cleaned is stored else StreamValue(stream.stream_block, cleaned, is_lazy=True)
