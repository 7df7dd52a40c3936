"""Reading an uploaded Word file (.docx): safety checks, then conversion to HTML."""

from __future__ import annotations

import re
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

from foundations.file_kinds import signatures
from foundations.imported_html.html import CAPITALS_FONT
from news.word_files.losses import LeftOutLines
from news.word_files.packages import Package, has_document_types, has_macros, is_too_large, open_package
from news.word_files.rewriting import rewrite

MAX_FILE_SIZE = 50 * 1024 * 1024  # bytes, as uploaded
_arrow = re.compile(r'(?:<p>)? <a href="#(?:foot|end)note-ref-[^"]*">↑</a>(?:(?<=<p>)</p>)?')
_notes_after_list = re.compile(r'(</[ou]l>)(<ol><li id="(?:foot|end)note-)')
STYLES = """
p[style-name='cc-centred'] => p.centred:fresh
all-caps => span.all-caps
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""
BROKEN_FILE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ExpatError,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    NotImplementedError,  # RuntimeError: a password, or nested too deeply
)


class WordFileError(Exception):
    """The file is refused; the message tells the user why."""


@dataclass
class WordText:
    """What stands in a Word file: its HTML, in which pictures have the source `part:0`, `part:1` …, and their bytes.

    `losses` are sentences on what could not be read, whose places are pictures without bytes; `left_out` is what was
    read and belongs into no article: headers, comments.
    """

    html: str
    pictures: list[bytes] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    left_out: list[LeftOutLines] = field(default_factory=list)


def check_size(size: int) -> None:
    if size > MAX_FILE_SIZE:
        raise WordFileError(_("Tệp lớn hơn 50 MB. Hãy giảm dung lượng ảnh trong tệp (Word: Nén ảnh) rồi tải lại."))


def read_word(content: bytes) -> WordText:
    """The text and pictures of a .docx. Raises WordFileError."""
    check_kind(content)
    try:
        package = open_checked(content)
        rewritten, losses = rewrite(package)
        html, pictures = convert(rewritten)
    except BROKEN_FILE_ERRORS as error:
        raise WordFileError(
            _("Tệp bị hỏng hoặc tải lên chưa đủ. Hãy mở tệp bằng Word, lưu lại rồi tải lên lần nữa.")
        ) from error
    return WordText(losses.replace_marks(html), pictures, losses.write_sentences(), list(losses.left_out.values()))


def check_kind(content: bytes) -> None:
    """Raises WordFileError with advice if the first bytes are of another file type."""
    if content.startswith(signatures.OLE):
        raise WordFileError(
            _(
                "Đây là tệp Word kiểu cũ (.doc) hoặc tệp có mật khẩu. Hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu "
                "nếu có, chọn “Lưu thành…”, kiểu “Tài liệu Word (.docx)”, rồi tải lên tệp mới."
            )
        )
    if content.startswith((signatures.RTF, signatures.PDF)):
        raise WordFileError(_("Đây là tệp RTF hoặc PDF, không phải tệp Word. Hãy lưu thành tệp .docx rồi tải lên."))
    if not content.startswith(signatures.ZIP):
        raise WordFileError(_("Đây không phải tệp Word (.docx)."))


def open_checked(content: bytes) -> Package:
    """The package after all safety checks. Unpacks at most the declared sizes. Raises WordFileError."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if is_too_large(archive):
            raise WordFileError(_("Nội dung nén trong tệp lớn bất thường nên không được mở."))
        if {"content.xml", "mimetype"} <= set(archive.namelist()):
            raise WordFileError(_("Đây là tệp OpenDocument (.odt). Hãy lưu thành tệp .docx rồi tải lên."))
        if has_document_types(archive):
            raise WordFileError(_("Tệp có nội dung Word không bao giờ tạo ra nên không được mở."))
    package = open_package(content)
    if package and has_macros(package):
        raise WordFileError(_("Tệp có chứa macro. Hãy lưu thành “Tài liệu Word (.docx)”, không kèm macro."))
    if not package or not package.main:
        raise WordFileError(_("Đây không phải tệp Word (.docx)."))
    return package


def convert(content: bytes) -> tuple[str, list[bytes]]:
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
        transform_document=lambda document: each_run(mark_capitals)(each_paragraph(mark_centred)(document)),
    )
    return tidy_notes(found.value), pictures


def tidy_notes(html: str) -> str:
    """Removes the back arrows of footnotes, and separates footnotes from a list before them."""
    html = _arrow.sub("", html)
    return _notes_after_list.sub(rf"\1<p>{_('Chú thích')}</p>\2", html)


def mark_capitals(run):
    """Marks text in a capitals font: TCVN3 has no other capitals."""
    return run.copy(is_all_caps=True) if run.font and CAPITALS_FONT.search(run.font) else run


def mark_centred(paragraph):
    """Marks centred paragraphs: below a picture they are captions."""
    is_heading = (paragraph.style_name or "").lower().startswith(("heading", "title"))
    if paragraph.alignment != "center" or is_heading:
        return paragraph
    return paragraph.copy(style_id="cc-centred", style_name="cc-centred")
