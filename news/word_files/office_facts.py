"""The facts of an office document: type, subject, number, date, agency, and their elements."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from bs4 import Tag
from django.utils.translation import gettext as _

from foundations.vietnamese.folding import fold
from news.word_files.losses import LeftOutLines
from news.word_files.office_lines import Line, split_subject

HEAD, ADDRESS, FOOT = "head", "address", "foot"


@dataclass
class OfficeDocument:
    """The facts of an office document, and its elements outside the body by section."""

    kind: str = ""
    subject: str = ""
    number: str = ""
    date: datetime.date | None = None
    agency: str = ""
    agencies: list[Line] = field(default_factory=list)
    elements: dict[str, list[Tag]] = field(default_factory=lambda: {HEAD: [], ADDRESS: [], FOOT: []})
    lines: dict[str, list[str]] = field(default_factory=lambda: {HEAD: [], ADDRESS: [], FOOT: []})
    title_elements: list[Tag] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # the lines of the subject

    def take(self, section: str, element: Tag, lines: list[Line]) -> None:
        self.elements[section].append(element)
        self.lines[section] += [line.text for line in lines]
        self.lines[section] += [_("[ảnh %d]") % number for number in range(1, len(element.find_all("img")) + 1)]

    def get_left_out(self) -> list[LeftOutLines]:
        names = {HEAD: _("Phần đầu văn bản"), ADDRESS: _("Kính gửi"), FOOT: _("Nơi nhận, chữ ký")}
        return [LeftOutLines(section, names[section], lines) for section, lines in self.lines.items() if lines]

    @property
    def title(self) -> str:
        """Type and subject: "Báo cáo kết quả …"; only the subject if there is no type."""
        subject = split_subject(self.subject)
        if not self.kind or fold(self.kind) == "cong van":
            text = self.subject if subject is None else subject
            return text[:1].upper() + text[1:]
        if not self.subject:
            return ""
        if any(piece == piece.upper() for piece in self.pieces):  # small letters would spoil names
            return f"{self.kind.upper()} {self.subject}"
        kind = self.kind[:1].upper() + self.kind[1:].lower()
        return f"{kind} {begin_small(self.subject) if subject is None else f'về việc {subject}'}"


def begin_small(text: str) -> str:
    """`text` with a lower-case first letter, unless it begins with a name."""
    first, _blank, rest = text.partition(" ")
    is_common = first[1:] == first[1:].lower() and len(first) > 1 and rest[:1] == rest[:1].lower()
    return text[:1].lower() + text[1:] if is_common else text
