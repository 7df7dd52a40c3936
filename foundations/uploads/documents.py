"""Checks uploaded documents: their content must match their name and must not be harmful."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from foundations.file_kinds import signatures
from foundations.vietnamese.normalisation import make_one_line

LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")  # in the old format, which wraps Office files with a password
STARTS = {  # by suffix; the other types are checked by their content below
    "doc": (signatures.OLE, signatures.RTF),
    "xls": (signatures.OLE,),
    "ppt": (signatures.OLE,),
}
PARTS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
PLAIN_SUFFIXES = {"csv", "txt"}
PROGRAM_SUFFIXES = ("bat", "cmd", "com", "dll", "exe", "hta", "jar", "js", "lnk", "msi", "ps1", "scr", "vbs")
MAX_UNPACKED_BYTES = 500 * 1024 * 1024  # bytes
MAX_FILES = 5_000
MAX_COMPRESSION = 200  # ratio; real spreadsheets reach 30, a ZIP bomb a thousand
MAX_UNCHECKED_BYTES = 10 * 1024 * 1024  # bytes; archives that unpack to less are harmless


class DocumentForm(BaseDocumentForm):
    """Wagtail's form that checks the file, too. Used for single and multiple uploads and in choosers."""

    def clean_title(self):
        return make_one_line(self.cleaned_data["title"])

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_document(file)
        return file

    def _post_clean(self):
        """Keeps the error of the refused file only; the model would add that an empty file name is not allowed."""
        said = self._errors.get("file")
        refused = list(said.data) if said else []
        super()._post_clean()
        if refused:
            self._errors["file"].data[:] = refused


def check_document(file) -> None:
    """Raises ValidationError if the content does not match the name, or is harmful."""
    if file.size > settings.DOCUMENTS_MAX_UPLOAD_SIZE:
        sizes = {"size": filesizeformat(file.size), "most": filesizeformat(settings.DOCUMENTS_MAX_UPLOAD_SIZE)}
        raise ValidationError(_("Tệp nặng %(size)s; mỗi tệp chỉ được đến %(most)s.") % sizes, code="file_too_large")
    suffix = PurePath(file.name).suffix.lower().removeprefix(".")
    if suffix not in settings.WAGTAILDOCS_EXTENSIONS:
        return  # the model refuses this suffix
    file.seek(0)
    try:
        if suffix in PARTS and is_locked(file):
            said = _("Tệp có mật khẩu nên bạn đọc không mở được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên.")
            raise ValidationError(said, code="locked")
        if not is_what_it_says(file, suffix):
            said = _("Nội dung tệp không phải là .%(suffix)s như tên gọi. Hãy mở tệp, lưu lại đúng loại rồi tải lên.")
            raise ValidationError(said % {"suffix": suffix}, code="disguised")
    finally:
        file.seek(0)


def is_what_it_says(file, suffix: str) -> bool:
    """Whether content and suffix match. Raises ValidationError for harmful archives."""
    file.seek(0)
    head = file.read(signatures.MAX_BYTES_BEFORE_PDF + len(signatures.PDF))
    if suffix == "pdf":
        return signatures.is_pdf(head)
    if suffix in STARTS:
        return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(STARTS[suffix])
    if suffix in PLAIN_SUFFIXES:
        return is_text(file, head)
    return is_archive(file, suffix)


def is_locked(file) -> bool:
    """Whether it is a Word, Excel or PowerPoint file with a password."""
    file.seek(0)
    return file.read(len(signatures.OLE)) == signatures.OLE and any(LOCKED_MARK in chunk for chunk in file.chunks())


def is_text(file, head: bytes) -> bool:
    """Whether it is text: without NUL bytes, except for UTF-16, which Excel's "Unicode text" uses."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    file.seek(0)
    return not head.startswith(b"MZ") and not any(b"\x00" in chunk for chunk in file.chunks())


def is_archive(file, suffix: str) -> bool:
    """Whether it is a readable archive of the suffix's type. Raises ValidationError for harmful ones."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            check_archive(archive)
            names = archive.namelist()
            if suffix in OPEN_DOCUMENTS:
                return "mimetype" in names and archive.read("mimetype")[:80].strip() == OPEN_DOCUMENTS[suffix]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return False
    if suffix in PARTS:
        return "[Content_Types].xml" in names and any(name.startswith(PARTS[suffix]) for name in names)
    return suffix == "zip"


def check_archive(archive: zipfile.ZipFile) -> None:
    """Raises ValidationError for ZIP bombs, macros and programs, without unpacking."""
    members = archive.infolist()
    unpacked, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if (
        len(members) > MAX_FILES
        or unpacked > MAX_UNPACKED_BYTES
        or unpacked > max(MAX_UNCHECKED_BYTES, MAX_COMPRESSION * packed)
    ):
        raise ValidationError(
            _("Tệp nén này khi mở ra quá lớn (%(size)s). Hãy chia nhỏ hoặc tải từng tệp lên.")
            % {"size": filesizeformat(unpacked)},
            code="bomb",
        )
    for member in members:
        name = member.filename.lower()
        if name.endswith("vbaproject.bin") or name.startswith("basic/"):
            raise ValidationError(
                _("Tệp có macro (đoạn lệnh tự chạy). Hãy lưu lại thành tệp không có macro rồi tải lên."), code="macro"
            )
        if name.rpartition(".")[2] in PROGRAM_SUFFIXES and "." in name:
            said = _("Tệp nén chứa chương trình máy tính “%(name)s”; hãy bỏ tệp này ra rồi nén lại.")
            raise ValidationError(said % {"name": clean_name(member.filename)}, code="program")


def clean_name(name: str) -> str:
    """The name of an archive member without HTML characters: Wagtail's uploader inserts errors as HTML."""
    return "".join(character for character in name[-80:] if character.isalnum() or character in " ._-()/")
