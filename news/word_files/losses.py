"""What an article cannot hold: place holders in the text, and sentences for the editor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files.xml import SPACE, W

# Private-use letters round the number of a place holder, until the text is HTML.
OPENED, CLOSED = "\ue000", "\ue001"
_mark = re.compile(f"{OPENED}(\\d+){CLOSED}")
SOURCE = "part:lost"  # source of place-holder pictures


@dataclass
class LeftOutLines:
    """Lines of the file that are not in the article: kind, its name for editors, and the lines."""

    kind: str
    name: str
    lines: list[str]


def get_name(kind: str) -> str:
    """The text of the place holder for this kind."""
    return {
        "linked": _("Ảnh liên kết"),
        "missing": _("Ảnh trong tệp Word"),
        "chart": _("Biểu đồ"),
        "diagram": _("Sơ đồ"),
        "shape": _("Hình vẽ"),
        "object": _("Tệp nhúng"),
        "control": _("Ô điều khiển"),
        "chunk": _("Phần nhúng từ tệp khác"),
        "formula": _("Công thức"),
    }[kind]


def write_sentence(kind: str, count: int) -> str:
    """The sentence for the editor about `count` losses of this kind."""
    sentences = {
        "linked": _("Ảnh chỉ được liên kết, không nằm trong tệp: %d. Hãy thêm ảnh vào chỗ đã đánh dấu."),
        "missing": _("Ảnh bị mất khỏi tệp: %d. Hãy thêm ảnh vào chỗ đã đánh dấu."),
        "chart": _("Biểu đồ không đưa vào bài được: %d. Hãy lưu thành ảnh và ghi số liệu vào khối Bảng."),
        "diagram": _("Sơ đồ không đưa vào bài được: %d. Chữ trong sơ đồ đặt ngay sau đó."),
        "shape": _("Hình vẽ không đưa vào bài được: %d. Chữ trong hình đặt ngay sau đó."),
        "text_box": _("Hộp văn bản: %d. Chữ trong hộp đặt ngay sau đoạn có hộp."),
        "object": _("Tệp nhúng không đưa vào bài được: %d. Hãy tải tệp lên ở khối Tệp đính kèm."),
        "control": _("Ô điều khiển của biểu mẫu không đưa vào bài được: %d."),
        "chunk": _("Phần nhúng từ tệp khác không đưa vào bài được: %d. Hãy mở tệp bằng Word, lưu lại rồi tải lên."),
        "formula": _("Công thức không đọc được: %d. Hãy thêm ảnh của công thức vào chỗ đã đánh dấu."),
        "equation": _("Công thức được viết thành một dòng chữ: %d. Hãy so lại với tệp Word."),
        "symbol": _("Ký hiệu của phông chữ riêng không đọc được, ghi là [ký hiệu]: %d."),
        "field": _("Trường không có giá trị trong tệp, ghi là [trường]: %d."),
        "strike": _("Đoạn chữ gạch ngang thành chữ thường: %d. Hãy xóa nếu không còn hiệu lực."),
        "tracked": _("Tệp còn thay đổi chưa chấp nhận: bài lấy chữ được thêm, bỏ chữ bị xóa. Số chỗ bị xóa: %d."),
    }
    return sentences[kind] % count


@dataclass
class Losses:
    """Losses while reading a file: numbers by kind, texts of place holders, left-out lines."""

    counts: Counter = field(default_factory=Counter)
    marks: list[str] = field(default_factory=list)
    left_out: dict[str, LeftOutLines] = field(default_factory=dict)

    def count(self, kind: str) -> None:
        self.counts[kind] += 1

    def make_mark(self, kind: str, words: str = "") -> Element:
        """Counts the loss and returns a text element that becomes its place holder."""
        self.count(kind)
        name = get_name(kind)
        self.marks.append(f"{name}: {words}" if words else name)
        mark = Element(f"{W}t", {SPACE: "preserve"})
        mark.text = f"{OPENED}{len(self.marks) - 1}{CLOSED}"
        return mark

    def leave_out(self, kind: str, name: str, line: str) -> None:
        """Adds a left-out line; repeated lines of headers only once."""
        left = self.left_out.setdefault(kind, LeftOutLines(kind, name, []))
        if line and line not in left.lines:
            left.lines.append(line)

    def write_sentences(self) -> list[str]:
        return [write_sentence(kind, count) for kind, count in self.counts.items()]

    def replace_marks(self, html: str) -> str:
        """`html` with marks replaced by pictures without a file, which become lost pictures."""

        def picture(found: re.Match) -> str:
            at = int(found[1])
            words = self.marks[at] if at < len(self.marks) else ""
            return f'<img src="{SOURCE}" alt="{escape(words)}">' if words else ""

        return _mark.sub(picture, html)
