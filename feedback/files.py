"""Attachments: bounded while they come in, known by their content and never by their name."""

from __future__ import annotations

import struct
import warnings
import zipfile
from pathlib import PurePath

from django.core.files.uploadhandler import FileUploadHandler
from PIL import Image

from foundations.vietnamese.normalisation import make_one_line

MOST_FILES = 3
LARGEST = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 60_000_000
LONGEST_NAME = 140
ODT = b"application/vnd.oasis.opendocument.text"
ACCEPTED = ".jpg,.jpeg,.png,.pdf,.docx,.odt"
PDF = b"%PDF-"
BEFORE_PDF = 1024  # bytes that a printer or a mail program may have put before it; readers of PDF look that far
PROGRAMS = (b"MZ", b"\x7fELF")
BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError)
# What Pillow raises on broken files: the last four where it takes their metadata at its word.
BROKEN_PICTURE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    struct.error,
    LookupError,
    ArithmeticError,
    AssertionError,
)
REFUSED = "feedback.refused_files"  # in request.META


class BoundedUploadHandler(FileUploadHandler):
    """Keeps no more of a file than it may have, and nothing of one too many; the form's text comes through in any case.

    What is cut off is named in `request.META`, and the form refuses it. (Django's `SkipFile` would close the files
    before it too.)
    """

    seen = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen += 1
        self.room = LARGEST if self.seen <= MOST_FILES else 0
        if not self.room:
            self.refuse()

    def receive_data_chunk(self, raw_data, start):
        if not self.room:
            return None
        self.room = max(0, self.room - len(raw_data))
        if not self.room:
            self.refuse()
            return None
        return raw_data

    def file_complete(self, file_size):
        return None

    def refuse(self):
        self.request.META.setdefault(REFUSED, []).append(make_one_line(self.file_name or "")[:LONGEST_NAME])


def kind_of(file) -> str:
    """The suffix that the content deserves (`jpg`, `png`, `pdf`, `docx`, `odt`); empty for anything else."""
    file.seek(0)
    head = file.read(BEFORE_PDF + len(PDF))
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(file)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return kind_of_picture(file)
    return "pdf" if PDF in head and not head.startswith(PROGRAMS) else ""


def kind_of_archive(file) -> str:
    """Word and OpenDocument texts; without macros, which no complaint needs."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(map(is_macro, names)):
                return ""
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if {"mimetype", "content.xml"} <= names:
                with archive.open("mimetype") as mimetype:
                    return "odt" if mimetype.read(len(ODT) + 1).strip() == ODT else ""
    except BROKEN_ARCHIVE:
        return ""
    finally:
        file.seek(0)
    return ""


def is_macro(name: str) -> bool:
    """Whether a part of an archive is a program that runs in Word or LibreOffice."""
    return name.lower().endswith("vbaproject.bin") or name.startswith("Basic/")


def has_macros(file) -> bool:
    """Whether it is an archive with such a part; False for what is no archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            return any(map(is_macro, archive.namelist()))
    except BROKEN_ARCHIVE:
        return False
    finally:
        file.seek(0)


def has_too_many_pixels(file) -> bool:
    """Whether it is a picture that would unfold into more than we take; False for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=["JPEG", "PNG"]) as picture:
                return picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        return True
    except BROKEN_PICTURE:
        return False
    finally:
        file.seek(0)


def kind_of_picture(file) -> str:
    """A picture that is whole; decoding is left out, as a small file can unfold into a huge one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=["JPEG", "PNG"]) as picture:
                kind = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}[picture.format]  # MPO: two photographs
                fits = picture.width * picture.height <= MOST_PIXELS
                picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, *BROKEN_PICTURE):
        return ""
    finally:
        file.seek(0)
    return kind if fits else ""


def shown_name(name: str, kind: str) -> str:
    """The sender's name for a file, made harmless, with the suffix of its content."""
    stem = make_one_line(PurePath(name.replace("\\", "/")).stem)
    kept = "".join(character for character in stem if character.isalnum() or character in " ._-()")
    return f"{kept[:LONGEST_NAME].strip(' .') or 'tep'}.{kind}"
