"""Accessibility faults of a page: the patterns to find them, and the advice shown to editors.

Used by the checker in the browser (`content_checker`, over the preview) and by `find_faults` on the server when a page
is submitted or published. Warnings only: they never block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundations.vietnamese.legacy_encodings import MIN_CERTAINTY_AS_STORED, recognise


class FaultAdvice(NamedTuple):
    """The name of a fault and how to fix it."""

    name: str | Promise
    help: str | Promise


ADVICE = {
    "title-in-capitals": FaultAdvice(
        gettext_lazy("Tiêu đề viết toàn chữ hoa"),
        gettext_lazy(
            "Viết như câu thường, chỉ viết hoa chữ đầu và tên riêng: chữ in hoa khó đọc, nhất là trên điện thoại."
        ),
    ),
    "heading-order": FaultAdvice(
        gettext_lazy("Nhảy cấp đề mục"),
        gettext_lazy(
            "Đi lần lượt từng cấp: dưới tiêu đề bài là đề mục cấp 2, dưới cấp 2 là cấp 3. Hãy đổi cấp đề mục này."
        ),
    ),
    "empty-heading": FaultAdvice(
        gettext_lazy("Đề mục để trống"), gettext_lazy("Viết chữ cho đề mục, hoặc xóa dòng trống này.")
    ),
    "p-as-heading": FaultAdvice(
        gettext_lazy("Đoạn in đậm có thể là đề mục"),
        gettext_lazy("Nếu là đề mục, hãy bỏ in đậm và chọn kiểu đề mục cấp 2, 3 hoặc 4. Nếu không phải thì bỏ qua."),
    ),
    "picture-without-description": FaultAdvice(
        gettext_lazy("Ảnh chưa có mô tả"),
        gettext_lazy("Điền ô mô tả ảnh: ảnh cho thấy ai, việc gì, ở đâu, viết cho người không nhìn thấy ảnh."),
    ),
    "alt-text-quality": FaultAdvice(
        gettext_lazy("Mô tả ảnh không cho biết ảnh có gì"),
        gettext_lazy("Mô tả đang là tên tệp hoặc một chữ chung như “ảnh”. Hãy viết ảnh cho thấy ai, việc gì, ở đâu."),
    ),
    "picture-of-a-table": FaultAdvice(
        gettext_lazy("Ảnh này có thể là ảnh chụp bảng, biểu"),
        gettext_lazy(
            "Nếu đúng, hãy nhập số liệu vào khối Bảng hoặc nêu số liệu trong bài: chữ trong ảnh không nghe, không tìm, "
            "không phóng to được. Nếu không phải thì bỏ qua."
        ),
    ),
    "vague-link": FaultAdvice(
        gettext_lazy("Chữ của liên kết không nói rõ dẫn đến đâu"),
        gettext_lazy("Thay “tại đây”, “xem” hoặc địa chỉ trang bằng tên văn bản, tên trang được dẫn."),
    ),
    "table-without-caption": FaultAdvice(
        gettext_lazy("Bảng chưa có tên"), gettext_lazy("Điền ô tên bảng: bảng nói về việc gì, của năm nào.")
    ),
    "empty-table-header": FaultAdvice(
        gettext_lazy("Bảng có cột hoặc dòng chưa có tên"),
        gettext_lazy("Điền tên cột ở dòng đầu, tên dòng ở cột đầu của bảng, để biết mỗi số liệu là gì."),
    ),
    "empty-meta-description": FaultAdvice(
        gettext_lazy("Trang chưa có lời dẫn"),
        gettext_lazy("Viết lời dẫn một, hai câu: danh sách bài và máy tìm kiếm hiển thị lời dẫn này."),
    ),
}

# Found only on the server; all but the last only in articles (article_faults.py).
SERVER_ADVICE = {
    "lead-length": FaultAdvice(
        gettext_lazy("Lời dẫn chưa vừa độ dài"),
        gettext_lazy(
            "Viết từ 20 đến 60 chữ, nêu ai, việc gì, khi nào, kết quả: ngắn hơn thì chưa đủ ý, dài hơn thì bị cắt "
            "trong danh sách và trên máy tìm kiếm."
        ),
    ),
    "picture-without-caption": FaultAdvice(
        gettext_lazy("Ảnh chưa có chú thích"),
        gettext_lazy("Ghi chú thích dưới ảnh: ai, việc gì, ở đâu, ngày nào."),
    ),
    "picture-without-credit": FaultAdvice(
        gettext_lazy("Ảnh chưa ghi nguồn"),
        gettext_lazy("Ghi người chụp hoặc nơi cho phép sử dụng, ví dụ: Ảnh: Văn phòng UBND phường."),
    ),
    "repost-without-source": FaultAdvice(
        gettext_lazy("Bài đăng lại chưa ghi nguồn"),
        gettext_lazy("Ghi cơ quan hoặc báo đã đăng trước và địa chỉ bài gốc."),
    ),
    "document-not-cited": FaultAdvice(
        gettext_lazy("Văn bản nêu trong bài chưa được dẫn"),
        gettext_lazy("Thêm khối Dẫn văn bản hoặc đặt liên kết, để bạn đọc mở được văn bản."),
    ),
    "old-encoding": FaultAdvice(
        gettext_lazy("Chữ soạn bằng phông cũ (TCVN3, VNI)"),
        gettext_lazy("Người đọc thấy sai chữ. Cắt đoạn ấy, dán lại vào bài và chọn “Chuyển sang Unicode”."),
    ),
}
ALL_ADVICE = ADVICE | SERVER_ADVICE

# Patterns for both Python and JavaScript: only syntax that both know.
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LOWER = f"a-zđ{_MARKED}"
UPPER, MARKED_UPPER = f"A-ZĐ{_MARKED.upper()}", _MARKED.upper()
# Three words in capitals in a row, or nothing but capitals. They must include an accented vowel:
# "PAPI, SIPAS, PAR INDEX" and "UBND, HĐND" are abbreviations.
_WORDS = rf"(?:[{UPPER}]+[\s,–-]+){{2,}}[{UPPER}]+(?![{UPPER}{LOWER}])"
CAPITALS_PATTERN = (
    rf"^[^{LOWER}]*[{MARKED_UPPER}][^{LOWER}]*$"
    rf"|(?<![{UPPER}{LOWER}])(?=[{UPPER}\s,–-]*[{MARKED_UPPER}](?![{LOWER}])){_WORDS}"
)
# The patterns below ignore case and expect stripped text with single spaces.
EMPTY_PATTERN = r"^$"
POOR_DESCRIPTION_PATTERN = (
    r"\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)$|^(?:img|dsc|image|screenshot|z)[\s_-]?\d+|^\S*_\S*$"
    r"|^(?:bức |tấm |hình )?(?:ảnh|hình)(?: minh họa| minh hoạ| đại diện| bìa| tư liệu)?[\s.:]*\d*\.?$"
    r"|^(?:image|photo|picture)[\s.:]*\d*\.?$"
)
VAGUE_LINK_PATTERN = (
    r"^(?:(?:xem|đọc|bấm|nhấn|nhấp|click|kích|truy cập|vào|tải|tải về|tải xuống|chi tiết|thêm|tiếp|tại|ở|vui lòng|link"
    r"|liên kết|đường dẫn|địa chỉ|đây|này|here|more|read)[\s.,:;…>»]*)+$"
    r"|^(?:https?://|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*$"
)
_NO_TABLE = "hiệu|hướng|công khai|thông báo|điện tử|led|tên|vàng|chỉ dẫn|đen|trắng|niêm yết|tin|ghi"
TABLE_PATTERN = (
    rf"^(?:ảnh |hình |chụp |bản )*(?:bảng(?! (?:{_NO_TABLE})(?![{LOWER}]))|biểu(?! (?:diễn|dương|quyết|tượng|trưng))"
    rf"|danh sách|phụ lục)(?![{LOWER}])"
)


class Fault(NamedTuple):
    """A fault: its key in ALL_ADVICE, and words from the text to find the place."""

    kind: str
    place: str


def find_faults(page) -> list[Fault]:
    """Faults of title, pictures, tables, headings and links of any page with our body."""
    found = [Fault("title-in-capitals", page.title)] if re.search(CAPITALS_PATTERN, page.title) else []
    found += find_encoding_faults([page.title, getattr(page, "lead", "")])
    if getattr(page, "cover", None):
        found += find_picture_faults(page.cover_alt, page.cover_caption, _("ảnh đại diện"))
    level = 1  # the title's
    for block in getattr(page, "body", None) or []:
        if block.block_type == "picture":
            found += find_picture_faults(block.value["alt"], block.value["caption"], _("ảnh trong bài"))
        elif block.block_type == "table":
            found += find_table_faults(block.value["table"])
        elif block.block_type == "paragraph":
            soup = BeautifulSoup(block.value.source, "html.parser")
            found += [*find_link_faults(soup), *find_encoding_faults([soup.get_text("\n")])]
            for heading in soup.find_all(["h2", "h3", "h4"]):
                found += find_heading_faults(heading, level)
                level = int(heading.name[1])
    return found


def find_encoding_faults(texts: list[str]) -> Iterator[Fault]:
    """Texts typed in a legacy font (TCVN3, VNI)."""
    yield from (Fault("old-encoding", join_lines(text)) for text in texts if recognise(text, MIN_CERTAINTY_AS_STORED))


def find_picture_faults(alt: str, caption: str, place: str) -> Iterator[Fault]:
    """A missing or poor description; a picture that is probably a table."""
    alt, caption = join_lines(alt), join_lines(caption)
    if not alt:
        yield Fault("picture-without-description", caption or place)
    elif is_match(POOR_DESCRIPTION_PATTERN, alt):
        yield Fault("alt-text-quality", alt)
    if is_match(TABLE_PATTERN, alt) or is_match(TABLE_PATTERN, caption):
        yield Fault("picture-of-a-table", alt or caption)


def find_table_faults(table) -> Iterator[Fault]:
    """A table without a caption, or with an unnamed column or row."""
    headings = [join_lines(column["heading"]) for column in table.columns]
    names = [*headings, *(join_lines(next(iter(row)).value) for row in table.rows)]
    if not join_lines(table.caption):
        yield Fault("table-without-caption", ", ".join(filter(None, headings)) or _("bảng trong bài"))
    if not all(names):
        yield Fault("empty-table-header", join_lines(table.caption) or _("bảng trong bài"))


def find_link_faults(soup: BeautifulSoup) -> Iterator[Fault]:
    """Link texts such as "tại đây"."""
    for link in soup.find_all("a"):
        text = join_lines(link.get_text())
        if is_match(VAGUE_LINK_PATTERN, text):
            yield Fault("vague-link", text)


def find_heading_faults(heading, level_before: int) -> Iterator[Fault]:
    """An empty heading, or one that skips a level after `level_before`."""
    text = join_lines(heading.get_text())
    if not text:
        yield Fault("empty-heading", _("đề mục cấp %s") % heading.name[1])
    elif int(heading.name[1]) > level_before + 1:
        yield Fault("heading-order", text)


def join_lines(text: str | None) -> str:
    """The text on one line, with single spaces."""
    return " ".join((text or "").split())


def is_match(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def render_warning(faults: list[Fault]) -> SafeString:
    """The faults as an HTML message: the page was saved, then each fault with its places and how to fix it."""
    places: dict[str, list[str]] = {}
    for fault in faults:
        places.setdefault(fault.kind, []).append(f"“{Truncator(fault.place).chars(80)}”")
    lines = format_html_join(
        "",
        "<li><strong>{}</strong> ({}). {}</li>",
        ((ALL_ADVICE[kind].name, ", ".join(named), ALL_ADVICE[kind].help) for kind, named in places.items()),
    )
    return format_html("{}<ul>{}</ul>", _("Đã lưu. Nên xem lại để mọi người đều đọc được:"), lines)
