"""Where files of forms come from: a folder or a ZIP file. Nothing outside it is read, and only what is asked for."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundations.uploads.documents import check_archive
from foundations.vietnamese.folding import to_nfc
from procedures.reading.codes import CODE

MAX_FILES = 5_000
IGNORED = ("__macosx", "thumbs.db", "desktop.ini")
READING_ERRORS = (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)


class UnusableSourceError(Exception):
    """The folder or ZIP file of forms cannot be read; the message says why."""


@dataclass(frozen=True)
class FormFile:
    """A file of the source: its place for messages, the code its folder names, its size, and how to read it."""

    place: str
    code: str
    size: int
    read: Callable[[], bytes]


def make_name_key(name: str) -> str:
    """The same for all spellings of a file's name: NFC or not, in capitals or not, with any blanks; another for each
    type of file."""
    return "".join(to_nfc(name).casefold().split())


@contextmanager
def open_source(source: Path) -> Iterator[list[FormFile]]:
    """The files of a folder or a ZIP file. Raises UnusableSourceError."""
    if source.is_dir():
        yield list(list_folder(source))
        return
    try:
        with zipfile.ZipFile(source) as archive:
            check_archive(archive)
            yield list(list_archive(archive))
    except OSError as error:
        said = _("không đọc được %(path)s: %(reason)s") % {"path": source, "reason": error.strerror or error}
        raise UnusableSourceError(said) from error
    except READING_ERRORS as error:
        raise UnusableSourceError(_("%s không phải thư mục hay tệp ZIP đọc được.") % source) from error
    except ValidationError as error:
        raise UnusableSourceError(" ".join(error.messages)) from error


def list_folder(folder: Path) -> Iterator[FormFile]:
    """Files in the folder and below it; none that a link leads to outside."""
    root, number = folder.resolve(), 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if is_ignored(name) or not path.is_file() or not path.resolve().is_relative_to(root):
            continue
        number += 1
        if number > MAX_FILES:
            raise UnusableSourceError(_("Thư mục có quá %s tệp.") % MAX_FILES)
        yield FormFile(name, find_code(name), path.stat().st_size, path.read_bytes)


def list_archive(archive: zipfile.ZipFile) -> Iterator[FormFile]:
    for member in archive.infolist():
        name = decode_name(member).replace("\\", "/")
        if member.is_dir() or is_ignored(name):
            continue

        def read(member=member) -> bytes:
            with archive.open(member) as file:
                return file.read(settings.DOCUMENTS_MAX_UPLOAD_SIZE + 1)

        yield FormFile(name, find_code(name), member.file_size, read)


def decode_name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: some programs write UTF-8 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def is_ignored(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$")) or part.casefold() in IGNORED for part in parts)


def find_code(name: str) -> str:
    """The code of a procedure that the nearest folder is named after: `1.004194/Mẫu số 12.docx`."""
    folders = [part for part in PurePosixPath(name).parts[:-1] if CODE.fullmatch(part)]
    return folders[-1] if folders else ""
