"""Attachments: limited while they are uploaded; their type is read from the content, never from the name."""

from __future__ import annotations

import struct
import warnings
import zipfile
from pathlib import PurePath

from django.core.files.uploadhandler import FileUploadHandler
from PIL import Image

from foundations.file_kinds import signatures
from foundations.vietnamese.normalisation import make_one_line

MAX_FILES = 3
MAX_FILE_SIZE = 5 * 1024 * 1024  # bytes
MAX_PIXELS = 60_000_000
MAX_NAME_LENGTH = 140
ODT_MIMETYPE = b"application/vnd.oasis.opendocument.text"
ACCEPTED_SUFFIXES = ".jpg,.jpeg,.png,.pdf,.docx,.odt"
BROKEN_ARCHIVE_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError)
# Pillow's errors on broken files; the last four come from bad metadata.
BROKEN_PICTURE_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    struct.error,
    LookupError,
    ArithmeticError,
    AssertionError,
)
REFUSED_FILES_KEY = "feedback.refused_files"  # in request.META


class BoundedUploadHandler(FileUploadHandler):
    """Cuts files that are too large and drops extra ones, so that the form's texts still arrive.

    Names of refused files are kept in `request.META` for the form. (Django's `SkipFile` would also close the files
    received before.)
    """

    seen = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen += 1
        self.room = MAX_FILE_SIZE if self.seen <= MAX_FILES else 0
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
        self.request.META.setdefault(REFUSED_FILES_KEY, []).append(
            make_one_line(self.file_name or "")[:MAX_NAME_LENGTH]
        )


def find_kind(file) -> str:
    """The file type by content: `jpg`, `png`, `pdf`, `docx` or `odt`; empty for anything else."""
    file.seek(0)
    head = file.read(signatures.MAX_BYTES_BEFORE_PDF + len(signatures.PDF))
    file.seek(0)
    if head.startswith(signatures.ZIP):
        return find_archive_kind(file)
    if head.startswith((signatures.JPEG, signatures.PNG)):
        return find_picture_kind(file)
    return "pdf" if signatures.is_pdf(head) else ""


def find_archive_kind(file) -> str:
    """`docx` or `odt`; empty for other archives and for files with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(map(is_macro, names)):
                return ""
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if {"mimetype", "content.xml"} <= names:
                with archive.open("mimetype") as mimetype:
                    return "odt" if mimetype.read(len(ODT_MIMETYPE) + 1).strip() == ODT_MIMETYPE else ""
    except BROKEN_ARCHIVE_ERRORS:
        return ""
    finally:
        file.seek(0)
    return ""


def is_macro(name: str) -> bool:
    """Whether a member of an archive is a macro of Word or LibreOffice."""
    return name.lower().endswith("vbaproject.bin") or name.startswith("Basic/")


def has_macros(file) -> bool:
    """Whether the file is an archive with macros; False if it is not an archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            return any(map(is_macro, archive.namelist()))
    except BROKEN_ARCHIVE_ERRORS:
        return False
    finally:
        file.seek(0)


def has_too_many_pixels(file) -> bool:
    """Whether the file is a picture with more than MAX_PIXELS; False if it is not a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=["JPEG", "PNG"]) as picture:
                return picture.width * picture.height > MAX_PIXELS
    except Image.DecompressionBombError:
        return True
    except BROKEN_PICTURE_ERRORS:
        return False
    finally:
        file.seek(0)


def find_picture_kind(file) -> str:
    """`jpg` or `png` for an intact picture, else empty. Does not decode: a small file may be a huge picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=["JPEG", "PNG"]) as picture:
                kind = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}[picture.format]  # MPO holds two photographs
                fits = picture.width * picture.height <= MAX_PIXELS
                picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, *BROKEN_PICTURE_ERRORS):
        return ""
    finally:
        file.seek(0)
    return kind if fits else ""


def make_safe_name(name: str, kind: str) -> str:
    """The sender's file name without unsafe characters, with the suffix of its real type."""
    stem = make_one_line(PurePath(name.replace("\\", "/")).stem)
    kept = "".join(character for character in stem if character.isalnum() or character in " ._-()")
    return f"{kept[:MAX_NAME_LENGTH].strip(' .') or 'tep'}.{kind}"
