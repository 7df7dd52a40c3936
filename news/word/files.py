"""Reading a Word file (.docx) that somebody uploads: first whether it is one and harmless, then what stands in it."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import mammoth
from django.utils.translation import gettext as _
from mammoth.transforms import paragraph as each_paragraph
from mammoth.transforms import run as each_run

from news.foreign.html import CAPITALS_FONT
from news.word.numbering import with_numbers_as_text

LARGEST = 50 * 1024 * 1024  # bytes, as uploaded
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_XML = 40 * 1024 * 1024  # of one part; a book of 1,000 pages has some 10 MB
MOST_PARTS = 5_000
DOCUMENT = "word/document.xml"
STYLES = """
p[style-name='cc-centred'] => p.centred:fresh
all-caps => span.all-caps
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ExpatError, ParseError, KeyError, ValueError, TypeError),
    *(AttributeError, IndexError, RuntimeError, NotImplementedError),  # RuntimeError: a password, or nested too deeply
)


class WordFileError(Exception):
    """Why the file cannot be taken, in a sentence for whoever uploaded it."""


@dataclass
class WordText:
    """What stands in a Word file: its HTML, in which pictures have the source `part:0`, `part:1` …, and their bytes."""

    html: str
    pictures: list[bytes] = field(default_factory=list)


def check_size(size: int) -> None:
    if size > LARGEST:
        raise WordFileError(_("Tệp lớn hơn 50 MB. Hãy giảm dung lượng ảnh trong tệp (Word: Nén ảnh) rồi tải lại."))


def read_word(content: bytes) -> WordText:
    """The text and pictures of a .docx. Raises WordFileError."""
    check_kind(content)
    try:
        check_parts(content)
        return converted(with_numbers_as_text(content))
    except BROKEN as error:
        raise WordFileError(
            _("Tệp bị hỏng hoặc tải lên chưa đủ. Hãy mở tệp bằng Word, lưu lại rồi tải lên lần nữa.")
        ) from error


def check_kind(content: bytes) -> None:
    """By the first bytes, so that whoever uploads another kind is told what to do with it."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise WordFileError(
            _(
                "Đây là tệp Word kiểu cũ (.doc) hoặc tệp có mật khẩu. Hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu "
                "nếu có, chọn “Lưu thành…”, kiểu “Tài liệu Word (.docx)”, rồi tải lên tệp mới."
            )
        )
    if content.startswith((b"{\\rtf", b"%PDF")):
        raise WordFileError(_("Đây là tệp RTF hoặc PDF, không phải tệp Word. Hãy lưu thành tệp .docx rồi tải lên."))
    if not content.startswith(b"PK\x03\x04"):
        raise WordFileError(_("Đây không phải tệp Word (.docx)."))


def check_parts(content: bytes) -> None:
    """What the archive holds. Sizes are those it declares; more than that is never unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        if "content.xml" in parts and "mimetype" in parts:
            raise WordFileError(_("Đây là tệp OpenDocument (.odt). Hãy lưu thành tệp .docx rồi tải lên."))
        if DOCUMENT not in parts or "[Content_Types].xml" not in parts:
            raise WordFileError(_("Đây không phải tệp Word (.docx)."))
        texts = [part for name, part in parts.items() if name.endswith((".xml", ".rels"))]
        unpacked = sum(part.file_size for part in archive.infolist())
        if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or any(p.file_size > LARGEST_XML for p in texts):
            raise WordFileError(_("Nội dung nén trong tệp lớn bất thường nên không được mở."))
        kinds = archive.read("[Content_Types].xml")
        if b"macroEnabled" in kinds or any(name.lower().endswith("vbaproject.bin") for name in parts):
            raise WordFileError(_("Tệp có chứa macro. Hãy lưu thành “Tài liệu Word (.docx)”, không kèm macro."))
        for part in texts:
            head = archive.read(part)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise WordFileError(_("Tệp có nội dung Word không bao giờ tạo ra nên không được mở."))


def converted(content: bytes) -> WordText:
    pictures: list[bytes] = []

    def keep(image):
        with image.open() as opened:
            pictures.append(opened.read())
        return {"src": f"part:{len(pictures) - 1}"}

    found = mammoth.convert_to_html(
        BytesIO(content),
        style_map=STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(keep),
        transform_document=lambda document: each_run(capitals)(each_paragraph(centred)(document)),
    )
    return WordText(found.value, pictures)


def capitals(run):
    """Text in a font of capitals is marked as such: TCVN3 has no other way to write them."""
    return run.copy(is_all_caps=True) if run.font and CAPITALS_FONT.search(run.font) else run


def centred(paragraph):
    """A paragraph in the middle is marked as such: below a picture it is the caption."""
    is_heading = (paragraph.style_name or "").lower().startswith(("heading", "title"))
    if paragraph.alignment != "center" or is_heading:
        return paragraph
    return paragraph.copy(style_id="cc-centred", style_name="cc-centred")
