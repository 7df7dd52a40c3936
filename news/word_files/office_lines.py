"""Recognises lines of an office document: national heading, agency, number, date, recipients …

Layout: Nghị định 30/2020/NĐ-CP, phụ lục I and III; of the Party: Hướng dẫn 36-HD/VPTW (2018). Texts are compared
folded, so that CỘNG HOÀ, decomposed letters and small letters make no difference.
"""

from __future__ import annotations

import datetime
import re
from copy import copy
from dataclasses import dataclass

from bs4 import Tag

from foundations.imported_html.html import TextPart, split_html
from foundations.imported_html.tree import CENTRED, get_plain_text, get_style
from foundations.vietnamese.folding import fold

# NĐ 30/2020, phụ lục III: kinds of documents with a name; and those of the Party.
TYPES = """nghị quyết, quyết định, chỉ thị, quy chế, quy định, thông cáo, thông báo, hướng dẫn, chương trình, kế hoạch,
phương án, đề án, dự án, báo cáo, biên bản, tờ trình, hợp đồng, công văn, công điện, bản ghi nhớ, bản thỏa thuận,
giấy ủy quyền, giấy mời, giấy giới thiệu, giấy nghỉ phép, phiếu gửi, phiếu chuyển, phiếu báo, phiếu trình, thư công,
kết luận, thông tri, tuyên bố, lời kêu gọi, quy hoạch, lịch công tác, thư mời, đề cương, nội quy, danh sách, luật,
pháp lệnh, nghị định, thông tư, thông tư liên tịch, báo cáo tóm tắt, kịch bản, tài liệu"""
FOLDED_TYPES = sorted((fold(each) for each in TYPES.split(",")), key=len, reverse=True)
NATION = re.compile(
    r"(?:.{,60} )?(?:(?:cong hoa xa hoi chu nghia|dang cong san) viet nam|doc lap tu do hanh phuc)(?: doc lap.*)?"
)
_nation = re.compile(r"(?:C[ỘÔ]NG\s+H|ĐẢNG\s+C|Đ[ỘÔ]C\s+L)", re.IGNORECASE)
AGENCY = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi dong|hoi |so |bo |ban |tinh|thanh pho|tp |xa |phuong|huyen|quan |thi xa|thi tran|dac khu"
    r"|van phong|phong |trung tam|chi cuc|cuc |tong cuc|truong |vien |benh vien|dang bo|dang uy|chi bo|chi uy|thanh uy"
    r"|huyen uy|to cong tac|cong ty|kho bac|toa an|cong an|doan |lien doan|mat tran|ubmttq|quoc hoi|chinh phu|thu tuong"
    r"|dai hoc|thanh tra|thue |bao hiem|quy |ngan hang|chu tich|tram )"
)
SIGNER = re.compile(
    r"(?:t ?m|k ?t|t ?l|t ?u ?q|q) (?=\w)|(?:pho )?(?:chu tich|giam doc|bi thu|truong phong|truong ban|cuc truong"
    r"|chi cuc truong|vien truong|hieu truong|chanh van phong|chanh thanh tra|bo truong|thu tuong|vu truong"
    r"|tong giam doc|truong thon|to truong|truong doan|tham phan|chanh an|doi truong|tram truong|thu truong)\b"
    r"|nguoi lap|thu ky|chu toa|dai dien|ke toan truong|nguoi bao cao"
)
SIGNED = re.compile(r"(?:da ky|ky ten|ky|ky ten dong dau|ky va ghi ro ho ten|chu ky|ky so|da ky so)(?: .{0,30})?")
# How urgent or secret it is, that it is a draft, and of which form or annex: what may stand above the head.
MARKED = re.compile(
    r"(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|ban du thao|du thao lan \d+)(?: \d+)*"
    r"|(?:mau|bieu mau|phu luc)(?: so)?(?: \w{1,12}){0,2}|(?:ban hanh )?kem theo .{,120}|sao y|luu hanh noi bo"
)
ANNEX = re.compile(r"(?:phu luc|bieu|mau|bang|danh muc|danh sach|noi dung|ghi chu|tai lieu)\b")
RECIPIENTS = re.compile(r"noi nhan\b")
ADDRESSED = re.compile(r"kinh (?:gui|trinh)\b")
_number = re.compile(
    r"(?<!\w)(?P<number>\d{1,6}[a-zđ]?\s*(?:/\s*(?:19|20)\d\d\s*)?(?:[/–‑-]\s*[A-ZĐƯÔƠÂÊĂa-zđ][\w]*\s*)+(?:[/–‑-]\s*\w+)*)"
)
_number_line = re.compile(r"(?:s[ốo]|s[ốo] và ký hiệu)\s*[:.]?\s*(?=[\d/._…-]|$)", re.IGNORECASE)
_date = re.compile(
    r"ngày\s*(?P<day>[\d._…\s]*?)\s*tháng\s*(?P<month>[\d._…\s]*?)\s*năm\s*(?P<year>[\d._…]*)"
    r"|ngày\s*(?P<short>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})",
    re.IGNORECASE,
)
_rule = re.compile(r"[\s\-_–—=*.•⁎~oO…]+")
_subject = re.compile(r"(?:v\s*/\s*v|về việc)\b\s*:?", re.IGNORECASE)
_blanks = re.compile(r"[ \u00a0\u2000-\u200a]{3,}|\t+")
_split = "⇥"  # between what tabs, runs of blanks and line breaks keep apart
_open = re.compile(r"(?:\b(?:số|ngày|tháng|năm)\s*:?|/)$", re.IGNORECASE)
_goes_on = re.compile(r"(?:/|tháng\b|năm\b)", re.IGNORECASE)
MAX_LINE = 200  # letters; longer ones are text


@dataclass
class Line:
    """A line of text with its top-level element and its formatting."""

    text: str
    owner: Tag  # a paragraph, list or table
    cell: Tag | None = None
    is_centred: bool = False
    is_bold: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def is_capitals(self) -> bool:
        return any(letter.isalpha() for letter in self.text) and self.text == self.text.upper()


def read_lines(owner: Tag, encoding: str | None) -> list[Line]:
    """The lines of a paragraph, list or table of the document."""
    if owner.name == "table":
        cells = [(cell, block) for cell in owner.find_all(["td", "th"]) for block in get_blocks(cell)]
    else:
        cells = [(None, block) for block in (owner.find_all("li") if owner.name in ("ul", "ol") else [owner])]
    return [line for cell, block in cells for line in read_block_lines(block, owner, cell, encoding)]


def get_blocks(cell: Tag) -> list[Tag]:
    return cell.find_all(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"])


def read_block_lines(block: Tag, owner: Tag, cell: Tag | None, encoding: str | None) -> list[Line]:
    block = copy(block)
    bold = "".join(each.get_text() for each in block.find_all(["strong", "b"])).strip()
    is_bold = bool(bold) and bold == block.get_text().strip()
    is_centred = bool(CENTRED.search(get_style(block))) or block.name.startswith("h")
    for br in block.find_all("br"):
        br.replace_with(_split)
    for text in block.find_all(string=_blanks):
        text.replace_with(_blanks.sub(_split, text))
    for picture in block.find_all("img"):
        picture.decompose()
    text = " ".join(
        get_plain_text(part.html) for part in split_html(str(block), encoding) if isinstance(part, TextPart)
    )
    return [Line(piece, owner, cell, is_centred, is_bold) for piece in split_pieces(text)]


def split_pieces(text: str) -> list[str]:
    """Pieces of a line between wide gaps, except gaps left for a number or a day ("Số:      /BC-UBND")."""
    pieces: list[str] = []
    for piece in (each.strip() for each in text.split(_split)):
        if pieces and piece and (_open.search(pieces[-1]) or _goes_on.match(piece)):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def is_national(line: Line) -> bool:
    """Whether it is the national or Party heading or motto, also with an agency before it on the line."""
    before = get_text_before_nation(line)
    is_whole = len(line.text) <= MAX_LINE and NATION.fullmatch(line.folded) is not None
    return is_whole and before == before.upper() and not (line.folded.startswith("dang") and not line.is_capitals)


def get_text_before_nation(line: Line) -> str:
    """The text before the national heading on its line: "UBND XÃ A   CỘNG HÒA …"."""
    found = _nation.search(line.text)
    return line.text[: found.start()].strip() if found else line.text


def is_numbered(line: Line) -> bool:
    """Whether it is the line of the number, also without the number itself: "Số:      /BC-UBND"."""
    found = _number_line.match(line.text)
    return bool(found) and len(line.text) < 90 and ("/" in line.text or line.text[found.end() :].strip(" ._…") == "")


def find_number(line: Line) -> str:
    """The number and symbol in a line, such as `12/BC-UBND`; empty if the number is not filled in."""
    text = line.text[found.end() :] if (found := _number_line.match(line.text)) else line.text
    number = _number.match(text)
    plain_dashes = re.sub(r"[–‑]", "-", number["number"]) if number else ""
    return re.sub(r"\s*([/-])\s*", r"\1", plain_dashes).strip()


def is_dated(line: Line) -> bool:
    found = _date.search(line.text)
    return bool(found) and len(line.text) < 90 and len(line.text[found.end() :].strip(" ./")) < 4


def find_date(line: Line) -> datetime.date | None:
    found = _date.search(line.text)
    if not found:
        return None
    parts = re.split(r"[/.-]", found["short"]) if found["short"] else [found["day"], found["month"], found["year"]]
    try:
        day, month, year = (int(part.strip()) for part in parts)
        return datetime.date(year, month, day)
    except ValueError:
        return None


def is_rule(line: Line) -> bool:
    return _rule.fullmatch(line.text) is not None


def is_marked(line: Line) -> bool:
    return MARKED.fullmatch(line.folded) is not None


def is_agency(line: Line) -> bool:
    short = len(line.text) <= 90 and not line.text.endswith((".", ";", ":"))
    return short and (line.is_capitals or line.text.startswith("UBND")) and AGENCY.match(line.folded + " ") is not None


def split_subject(text: str) -> str | None:
    """The text after "V/v" or "Về việc"; None if it does not begin so."""
    found = _subject.match(text)
    return text[found.end() :].strip() if found else None


def split_type(line: Line) -> tuple[str, str] | None:
    """(type, rest) of a line that begins with a type of document in capitals, else None."""
    words = line.text.split()
    joined = fold(line.text).replace(" ", "")
    for kind in FOLDED_TYPES:
        if joined == kind.replace(" ", "") and (line.is_capitals or line.is_centred or line.is_bold):
            return (line.text if fold(line.text) == kind else get_type_name(kind)), ""
        count = len(kind.split())
        head = " ".join(words[:count])
        if fold(head) == kind and head == head.upper() and len(words) > count and words[count - 1][-1].isalpha():
            return head, " ".join(words[count:])
    return None


def get_type_name(kind: str) -> str:
    return next(each.strip() for each in TYPES.replace("\n", " ").split(",") if fold(each) == kind)


def is_signer(line: Line) -> bool:
    return line.is_capitals and len(line.text) <= 90 and SIGNER.match(line.folded) is not None


def is_signature(line: Line) -> bool:
    """Whether it belongs to a signature: signer, on whose behalf, "(đã ký)", name."""
    is_signed = SIGNED.fullmatch(line.folded) is not None
    return is_signed or any(each(line) for each in (is_signer, is_name, is_agency, is_rule))


def is_name(line: Line) -> bool:
    """Whether it looks like a person's name, also with a rank or degree."""
    words = re.sub(r"^(?:(?:ThS|TS|PGS|GS|BS|CN|KS|Th\.S|T\.S)\.?\s*)+", "", line.text).split()
    if ANNEX.match(line.folded) or split_type(line):
        return False
    return 2 <= len(words) <= 6 and all(word[0].isupper() and word.replace("'", "").isalpha() for word in words)


def is_recipient(line: Line) -> bool:
    return line.owner.name in ("ul", "ol") or re.match(r"[-–—+•*]\s*\S", line.text) is not None


def is_kept_copy(line: Line) -> bool:
    """Whether it is the last recipient: "Lưu: VT, KSTT"."""
    return re.match(r"(?:[-–+•*]\s*)?l[ưu]u\s*[:.]?\s*(?:vt|vp|hs|vpubnd|\w+)", line.text, re.IGNORECASE) is not None
