"""From a Word file to a draft article: finds title and lead, and stores the article with its pictures."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from foundations.imported_html.html import ImagePart, Part, TextPart, split_html
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import get_plain_text, read_text
from foundations.uploads.picture_files import redraw
from foundations.uploads.storing import make_upload, store_picture
from foundations.vietnamese.legacy_encodings import RecognisedEncoding, recognise
from foundations.vietnamese.slugs import slugify
from news.blocks import PARAGRAPH_FEATURES
from news.models import ArticlePage, NewsIndexPage
from news.word_files.files import WordFileError, WordText
from news.word_files.losses import SOURCE as LOST
from news.word_files.losses import LeftOutLines
from news.word_files.office_documents import read_office_document
from news.word_files.office_facts import OfficeDocument

CITATION = "citation"  # among the `kept` kinds: add a block that cites the document
MAX_TITLE_LENGTH = 255
LEAD_LENGTHS = range(30, 1200)
MAX_PICTURES = 60
MAX_LINES_BEFORE_TITLE = 3  # such as "TIN BÀI" or a date
WRITTEN_BY_WORD = re.compile(r"generated|tự động|clip_image|^(?:picture|image|hình ảnh|ảnh)\s*\d*$", re.IGNORECASE)
_line = re.compile(r"<(p|h[234])>(.*?)</\1>|<[uo]l>.*?</[uo]l>(?![^<]*</li>)|<hr>", re.DOTALL)


@dataclass
class DraftCitation:
    """The facts of an office document for its citation block."""

    number: str
    date: datetime.date | None
    agency: str
    title: str


@dataclass
class Draft:
    """A draft article: title, lead, parts of the body, and warnings for the writer."""

    title: str
    lead: str
    parts: list[Part]
    pictures: list[bytes]
    warnings: list[str] = field(default_factory=list)
    left_out: list[LeftOutLines] = field(default_factory=list)
    citation: DraftCitation | None = None


def find_encoding(word: WordText) -> RecognisedEncoding | None:
    return recognise(read_text(word.html))


def build_draft(word: WordText, encoding: str | None = None, kept: Collection[str] = (CITATION,)) -> Draft:
    """The draft, not stored. Raises WordFileError if there is no text for a title.

    `kept` are kinds of left-out lines to include in the article, and CITATION.
    """
    soup = BeautifulSoup(word.html, "html.parser")
    office = read_office_document(soup, encoding, [line for left in word.left_out for line in left.lines])
    title = take_office_title(office, kept) if office else ""
    left_out = [*(office.get_left_out() if office else []), *word.left_out]
    parts = split_html(str(soup), encoding)
    if not title:
        title, parts = split_title(parts)
    lead, parts = split_lead(parts)
    parts += [make_text_part(left.lines) for left in word.left_out if left.kind in kept]
    check_pictures(parts)
    citation = DraftCitation(office.number, office.date, office.agency, title) if office and office.number else None
    return Draft(
        title=title,
        lead=lead,
        parts=parts,
        pictures=word.pictures,
        warnings=[*word.losses, *build_warnings(parts, word.pictures)],
        left_out=[left for left in left_out if left.kind not in kept],
        citation=citation if CITATION in kept else None,
    )


def take_office_title(office: OfficeDocument, kept: Collection[str]) -> str:
    """Removes the elements that are not body text; returns the title, empty if there is none."""
    title = shorten(office.title)
    elements = [each for section, all_ in office.elements.items() if section not in kept for each in all_]
    # A title that was cut stays in the text in full.
    for element in [*elements, *(office.title_elements if title and title == office.title else ())]:
        element.decompose()
    return title


def shorten(title: str) -> str:
    """The title cut to MAX_TITLE_LENGTH between words."""
    return title if len(title) <= MAX_TITLE_LENGTH else f"{title[: MAX_TITLE_LENGTH - 1].rsplit(' ', 1)[0]}…"


def make_text_part(lines: list[str]) -> TextPart:
    return TextPart("".join(f"<p>{escape(line)}</p>" for line in lines))


def check_pictures(parts: list[Part]) -> None:
    if sum(isinstance(part, ImagePart) for part in parts) > MAX_PICTURES:
        raise WordFileError(_("Tệp có hơn %d ảnh. Hãy chia thành nhiều bài.") % MAX_PICTURES)


def build_warnings(parts: list[Part], pictures: list[bytes]) -> list[str]:
    """Warnings of unreadable pictures, and of content that table cells cannot hold."""
    images = [part for part in parts if isinstance(part, ImagePart) and part.source != LOST]
    lost = sum(not is_readable(part, pictures) for part in images)
    found = [_("Số ảnh không đọc được, chỗ của ảnh chỉ còn chú thích: %d.") % lost] if lost else []
    notes = sum((part.notes for part in parts if isinstance(part, TablePart)), Counter())
    sentences = {
        "img": _("Ảnh trong ô của bảng đặt ngay sau bảng: %d."),
        "table": _("Bảng nằm trong ô của bảng khác thành chữ: %d."),
        "a": _("Liên kết trong ô của bảng chỉ còn chữ: %d."),
    }
    return [*found, *(sentences[name] % count for name, count in notes.items())]


def split_title(parts: list[Part]) -> tuple[str, list[Part]]:
    """(title, rest): the first heading near the start, else the first line; headings of the rest go one level up."""
    runs = [(at, part.html) for at, part in enumerate(parts) if isinstance(part, TextPart)]
    lines = [(at, found) for at, html in runs for found in _line.finditer(html)]
    texts = [(at, found) for at, found in lines if found[1] and slugify(get_plain_text(found[2]))]
    if not texts:
        raise WordFileError(_("Tệp không có chữ nào để làm tiêu đề; có thể bài chỉ là ảnh chụp văn bản."))
    headings = [each for each in texts[:MAX_LINES_BEFORE_TITLE] if each[1][1] != "p"]
    at, found = (headings or texts)[0]
    title = get_plain_text(found[2])
    if len(title) > MAX_TITLE_LENGTH:
        return shorten(title), parts  # the whole line stays in the text
    part = parts[at]
    rest = part.html[: found.start()] + part.html[found.end() :]
    left = [*parts[:at], *([TextPart(rest)] if rest else []), *parts[at + 1 :]]
    return title, raise_headings(left) if found[1] != "p" else left


def raise_headings(parts: list[Part]) -> list[Part]:
    """The parts with headings raised one level if none is of the second level."""
    texts = [part for part in parts if isinstance(part, TextPart)]
    if not any("<h2>" in part.html for part in texts):
        for part in texts:
            part.html = re.sub(r"(</?h)([34])>", lambda found: f"{found[1]}{int(found[2]) - 1}>", part.html)
    return parts


def split_lead(parts: list[Part]) -> tuple[str, list[Part]]:
    """(lead, rest): the first paragraph is the lead if it is all bold or italic and not the only one."""
    first = parts[0] if parts and isinstance(parts[0], TextPart) else None
    found = re.match(r"<p><(b|i)>((?:(?!</?\1>).)*)</\1></p>", first.html) if first else None
    # "CHỦ TỊCH ỦY BAN NHÂN DÂN" is not a lead.
    is_capitals = found and get_plain_text(found[2]) == get_plain_text(found[2]).upper()
    if (
        not found
        or is_capitals
        or len(get_plain_text(found[2])) not in LEAD_LENGTHS
        or (len(parts) == 1 and found.end() == len(first.html))
    ):
        return "", parts
    rest = first.html[found.end() :]
    return get_plain_text(found[2]), [*([TextPart(rest)] if rest else []), *parts[1:]]


def is_readable(part: ImagePart, pictures: list[bytes]) -> bool:
    """Whether the picture's file can be opened."""
    number = part.source.removeprefix("part:")
    if not number.isdecimal() or int(number) >= len(pictures):
        return False
    try:
        redraw(make_upload(pictures[int(number)]))
    except ValidationError:
        return False
    return True


def store_draft(draft: Draft, desk: NewsIndexPage, user) -> ArticlePage:
    """Stores a new draft of `user` at the desk. Raises ValidationError; stored files are deleted then."""
    stored = []
    try:
        with transaction.atomic():
            body = [build_block(part, draft, desk, user, stored) for part in draft.parts]
            if draft.citation:
                body.append(build_citation_block(draft.citation))
            article = ArticlePage(title=draft.title, lead=draft.lead, unit=desk.unit, owner=user, live=False)
            article.slug = slugify(draft.title)
            article.body = json.dumps(body)
            article.minimal_clean()
            desk.add_child(instance=article)
            article.save_revision(user=user, log_action=True, clean=False)
    except BaseException:
        for picture in stored:
            picture.file.delete(save=False)
        raise
    return article


def build_block(part: Part, draft: Draft, desk: NewsIndexPage, user, stored: list) -> dict:
    """The raw block of a part. Stores pictures and adds them to `stored`."""
    if isinstance(part, TextPart):
        converter = ContentstateConverter(PARAGRAPH_FEATURES)
        return {"type": "paragraph", "value": converter.to_database_format(converter.from_database_format(part.html))}
    if isinstance(part, TablePart):
        return {"type": "table", "value": {"table": part.make_block_value(), "source": ""}}
    alt = "" if WRITTEN_BY_WORD.search(part.alt) else part.alt[:500]
    if not is_readable(part, draft.pictures):
        return {"type": "lost_picture", "value": {"caption": (part.caption or alt or _("Ảnh trong tệp Word"))[:500]}}
    file = make_upload(draft.pictures[int(part.source.removeprefix("part:"))])
    picture = store_picture(user, desk.unit, file, part.caption or alt or draft.title)
    stored.append(picture)
    words = {"alt": alt, "caption": part.caption[:500], "credit": part.credit[:255]}
    return {"type": "picture", "value": {"image": picture.pk, **words}}


def build_citation_block(citation: DraftCitation) -> dict:
    facts = {"number": citation.number[:100], "agency": citation.agency[:255], "title": citation.title[:1000]}
    day = citation.date.isoformat() if citation.date else None
    return {"type": "citation", "value": {"document": None, "date": day, "language": "", "link": "", **facts}}
