"""Splits HTML of other programs (Word, LibreOffice, old portals) into parts for the body of an article.

Styles with a meaning are read: Word writes lists as paragraphs with `mso-list` (their numbers as text), bold as
`font-weight`. Fonts, colours, sizes, empty lines and runs of blanks are dropped. Numbers that our lists cannot show
("II.", "a)", a list that starts at 4) stay text, as people refer to "điểm a".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from bs4 import NavigableString, Tag
from django.utils.html import escape
from django.utils.translation import gettext as _

from foundations.imported_html.lists import ListItem, read_items, read_word_item, render_list
from foundations.imported_html.rich_text import SCHEMES, clean_html
from foundations.imported_html.symbols import MARK, SYMBOL, split_bullets
from foundations.imported_html.tables import TablePart, is_layout, read_table
from foundations.imported_html.tree import (
    BLOCKS,
    CENTRED,
    HEADINGS,
    INLINE,
    NOT_BOLD,
    TAG_OF_STYLE,
    get_heading_level,
    get_plain_text,
    get_style,
    is_centred,
    is_uppermost_heading,
    make_soup,
    split_lines,
    wrap,
)
from foundations.vietnamese.legacy_encodings import to_unicode
from foundations.vietnamese.normalisation import normalise_lines

CAPITALS_FONT = re.compile(r"\.vn\w*h\b", re.IGNORECASE)
CAPTION_STARTS = re.compile(r"(?:ảnh|hình|chú thích)\s*(?:\d+\s*)?[.:–-]", re.IGNORECASE)
TABLE_NAME = re.compile(r"(?:bảng|biểu|phụ lục)(?:\s+(?:số\s+)?\d+)?\s*[.:–-]", re.IGNORECASE)
CREDIT = re.compile(r"(?P<caption>.*?)[\s(–-]*Ảnh\s*:\s*(?P<credit>[^()]{2,80}?)[.)\s]*")
MAX_CAPTION_LENGTH = 300  # letters; a longer paragraph below a picture is text


@dataclass
class TextPart:
    """A run of paragraphs, headings and lists."""

    html: str


@dataclass
class ImagePart:
    """A picture: its `src`, alternative text, caption and credit."""

    source: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


Part = TextPart | ImagePart | TablePart


def split_html(html: str, encoding: str | None = None) -> list[Part]:
    """The parts of imported HTML in order, sanitised. `encoding`: an old one (`tcvn3`, `vni`) to convert from."""
    soup = make_soup(html)
    shift = 1 if soup.find(is_uppermost_heading) else 0
    collector = PartCollector(make_reader(encoding), shift)
    collector.read_children(soup)
    return collector.get_parts()


def make_reader(encoding: str | None) -> Callable[[str, bool], str]:
    """A function (text, capitals) that normalises text, or converts it from the encoding."""
    if encoding is None:
        return lambda text, capitals: normalise_lines(text)
    return lambda text, capitals: to_unicode(text, encoding, capitals=capitals)


@dataclass
class PartCollector:
    """Walks a tree and collects parts. `inline`: the line being read; `items`: the list items before it."""

    read: Callable[[str, bool], str]
    shift: int
    parts: list[Part] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)

    def get_parts(self) -> list[Part]:
        self.end_line()
        self.end_list()
        return [
            TextPart(html) if isinstance(part, TextPart) else part
            for part in self.parts
            if not isinstance(part, TextPart) or (html := clean_html(part.html))
        ]

    def read_children(self, parent: Tag, marks: tuple[str, ...] = (), capitals=False) -> None:
        for node in parent.children:
            if isinstance(node, Tag):
                self.read_element(node, marks, capitals)
            elif isinstance(node, NavigableString):
                self.inline.append(wrap(escape(self.read(str(node), capitals)), marks))

    def read_element(self, tag: Tag, marks: tuple[str, ...], capitals: bool) -> None:
        item = read_word_item(tag)
        if tag.name == "br":
            self.inline.append("<br>")
        elif tag.name == SYMBOL:
            self.inline.append(MARK + escape(tag.get_text()))
        elif tag.name == "img":
            self.add_picture(tag)
        elif tag.name in ("ul", "ol"):
            self.add_real_list(tag)
        elif tag.name == "table":
            self.add_table(tag)
        elif tag.name == "hr":
            self.end_line()
            self.add("<hr>")
        elif get_heading_level(tag):
            self.read_block(tag, f"h{min(max(get_heading_level(tag) + self.shift, 2), 4)}")
        elif item:
            self.add_word_item(tag, item)
        elif tag.name in INLINE:
            self.read_phrase(tag, marks, capitals)
        else:
            self.read_block(tag, "p")

    def read_phrase(self, tag: Tag, marks: tuple[str, ...], capitals: bool) -> None:
        style = get_style(tag)
        found = [mark for mark, pattern in TAG_OF_STYLE if pattern.search(style)]
        own = {"strong": "b", "em": "i"}.get(tag.name, tag.name)
        if own in ("b", "i", "sup", "sub") and not (own == "b" and NOT_BOLD.search(style)):
            found.append(own)
        capitals = (
            capitals or "all-caps" in tag.get("class", []) or bool(CAPITALS_FONT.search(style + tag.get("face", "")))
        )
        if own == "a" and re.match(rf"(?:{'|'.join(SCHEMES)}):", tag.get("href", ""), re.IGNORECASE):
            found.append(f'a href="{escape(tag["href"])}"')
        if own == "span" and tag.get("lang"):
            found.append(f'span lang="{escape(tag["lang"])}"')
        self.read_children(tag, tuple(dict.fromkeys([*marks, *found])), capitals)

    def read_block(self, tag: Tag, name: str) -> None:
        """A block element: a line of its own, or several if it contains other blocks."""
        self.end_line()
        first = len(self.parts)
        style = get_style(tag)
        marks = tuple(mark for mark, pattern in TAG_OF_STYLE[:2] if pattern.search(style) and name == "p")
        self.read_children(tag, marks, bool(CAPITALS_FONT.search(style)))
        centred = tag.name == "center" or bool(CENTRED.search(style)) or tag.name == "figcaption"
        self.end_line(name, centred=centred or (len(self.parts) == first and is_centred(tag)))

    def end_line(self, name="p", *, centred=False) -> None:
        lines = split_lines("".join(self.inline))
        self.inline = []
        for line in lines:
            if name != "p":
                self.add(f"<{name}>{re.sub(f'</?(?:b|i)>|{MARK}', '', line)}</{name}>")
                continue
            for html, is_item in split_bullets(line):
                if is_item:
                    self.items.append(ListItem(0, "ul", html=html))
                elif not self.is_caption(html, centred=centred):
                    self.add(f"<p>{html}</p>")

    def is_caption(self, line: str, *, centred: bool) -> bool:
        """Whether the line is the caption of the picture right before it; if so, sets it there."""
        picture = self.parts[-1] if self.parts and not self.items else None
        text = get_plain_text(line)
        if not isinstance(picture, ImagePart) or picture.caption or picture.credit or len(text) > MAX_CAPTION_LENGTH:
            return False
        italic = re.fullmatch(r"<i>.*</i>", line) is not None
        if not (italic or centred or CAPTION_STARTS.match(text)):
            return False
        credit = CREDIT.fullmatch(text)
        picture.caption, picture.credit = (credit["caption"], f"Ảnh: {credit['credit']}") if credit else (text, "")
        return True

    def add(self, html: str) -> None:
        self.end_list()
        if self.parts and isinstance(self.parts[-1], TextPart):
            self.parts[-1].html += html
        else:
            self.parts.append(TextPart(html))

    def add_picture(self, tag: Tag) -> None:
        self.end_line()
        self.end_list()
        self.parts.append(ImagePart(tag.get("src", ""), get_plain_text(normalise_lines(tag.get("alt", "")))))

    def add_table(self, tag: Tag) -> None:
        self.end_line()
        self.end_list()
        if is_layout(tag):
            for cell in tag.find_all(["caption", "td", "th"]):
                if cell.find_parent("table") is tag:
                    self.read_block(cell, "p")
            return
        pictures = [picture.extract() for picture in copy(tag).find_all("img")]
        table = read_table(tag, lambda text: self.read(text, False))
        if not table.caption:
            table.caption = self.take_name_before()
        self.parts.append(table)
        for number, picture in enumerate(pictures, 1):
            self.add_picture(picture)
            self.parts[-1].caption = _("Ảnh %d trong bảng") % number

    def take_name_before(self) -> str:
        """The line before a table if it is its name ("Bảng 1. Kết quả …"), removed there; else empty."""
        before = self.parts[-1] if self.parts else None
        found = re.search(r"<(p|h[234])>((?:(?!<p>|<h[234]>|<[uo]l>).)*)</\1>$", getattr(before, "html", ""))
        if (
            not found
            or not TABLE_NAME.match(get_plain_text(found[2]))
            or len(get_plain_text(found[2])) > MAX_CAPTION_LENGTH
        ):
            return ""
        before.html = before.html[: found.start()]
        if not before.html:
            self.parts.pop()
        return get_plain_text(found[2])

    def add_real_list(self, tag: Tag, depth: int = 0) -> None:
        """An HTML list; pictures and tables in it come after their item."""
        self.end_line()
        items = {id(child): item for child, item in read_items(tag, depth)}
        for child in tag.find_all(["li", "ul", "ol"], recursive=False):
            if child.name != "li":
                self.add_real_list(child, depth + 1)
                continue
            nested = [each.extract() for each in child.find_all(["ul", "ol"]) if is_in_item(each, child)]
            apart = [each.extract() for each in child.find_all(["table", "img"])]
            self.add_item(child, items[id(child)])
            for each in nested:
                self.add_real_list(each, depth + 1)
            for each in apart:
                self.read_element(each, (), capitals=False)

    def add_word_item(self, tag: Tag, item: ListItem) -> None:
        self.end_line()
        self.add_item(tag, item)

    def add_item(self, tag: Tag, item: ListItem) -> None:
        self.read_inline(tag)
        lines = split_lines("".join(self.inline))
        self.inline = []
        if lines:
            item.html = "<br>".join(lines).replace(MARK, "")
            self.items.append(item)

    def read_inline(self, tag: Tag) -> None:
        for block in tag.find_all([*BLOCKS, *HEADINGS]):
            block.insert_after("\n")
            block.unwrap()
        self.read_children(tag)

    def end_list(self) -> None:
        items, self.items = self.items, []
        if items:
            self.add(render_list(items))


def is_in_item(each: Tag, item: Tag) -> bool:
    return each.find_parent("li") is item
