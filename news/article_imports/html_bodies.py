"""HTML in articles of old sites: recognised, read into parts of a body, and what is left out named.

Plain text that merely holds `<` ("tỷ lệ < 5 %", "<họ tên>") stays text: only whole tags of known elements are HTML.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString
from django.utils.translation import gettext as _

from foundations.imported_html.html import ImagePart, Part, TextPart, split_html
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import get_plain_text, read_text

BLOCK_ELEMENTS = (
    "p|div|h[1-6]|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|caption|blockquote|pre|section|article|figure|figcaption|"
    "center|hr|dl|dt|dd|address|aside|header|footer|main|form|body|html"
)
OTHER_ELEMENTS = (
    "a|abbr|audio|b|big|br|button|canvas|cite|code|col|colgroup|del|em|embed|font|head|i|iframe|img|input|ins|kbd|label|"
    "link|mark|math|meta|nav|noscript|object|option|param|q|s|script|select|small|source|span|strike|strong|style|sub|sup|"
    "svg|textarea|title|tt|u|video|[a-z]\\w*:\\w+"  # the last ones as Word writes them: <o:p>
)
ATTRIBUTE = r"""\s*[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?"""
# An attribute needs a blank before it, but old editors forget it: class="a"style="b".
_element = f"(?:{BLOCK_ELEMENTS}|{OTHER_ELEMENTS})"
_tag = re.compile(rf"<(?:/{_element}\s*|{_element}(?:\s{ATTRIBUTE}(?:{ATTRIBUTE})*)?\s*/?)>", re.IGNORECASE | re.ASCII)
# Within HTML also tags that are written wrongly, as browsers take them: <div id=a">.
_loose_tag = re.compile(
    rf"</?{_element}(?![\w-])(?:(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[^<>]*)>", re.IGNORECASE | re.ASCII
)
_quoted = re.compile(r"\"[^\"]*\"|'[^']*'")
_block = re.compile(rf"</?(?:{BLOCK_ELEMENTS})[\s/>]", re.IGNORECASE)
_comment = re.compile(r"<!--.*?(?:-->|$)|<!doctype[^>]*>|<!\[[^>]*\]>|<\?[^>]*>", re.IGNORECASE | re.DOTALL)
_entity = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_link = re.compile(r"<a\s[^>]*?href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_kept_address = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_not_text = re.compile(r"<(script|style|noscript|select|textarea|button|form)\b", re.IGNORECASE)
MAX_NAMED = 5  # addresses named of each kind
MAX_ADDRESS = 100  # characters shown


@dataclass
class HtmlBody:
    """The parts of a body, and what stands in none of them, one sentence each."""

    parts: list[Part]
    left_out: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The text of the parts, a line for each paragraph, as dates are looked for in it."""
        found = []
        for part in self.parts:
            if isinstance(part, TextPart):
                found += read_text(re.sub("<([uo]l)>", r"<br><\1>", part.html)).splitlines()
            elif isinstance(part, TablePart):
                found += [text for row in [part.headings, *part.rows] for text in row if text]
            else:
                found += [text for text in (part.caption, part.credit) if text]
        return found


def has_html(text: str) -> bool:
    """Whether the text holds a tag of HTML, or a letter written as an entity."""
    return bool(_tag.search(text) or any(html.unescape(each) != each for each in _entity.findall(text)))


def make_plain(text: str) -> str:
    """The text of a one-line field (title, byline) without tags and entities."""
    return read_text(protect_text(unwrap_escaped(text))) if has_html(text) else text


def read_html(texts: list[str]) -> HtmlBody:
    """The parts of paragraphs of which at least one is HTML."""
    source = "\n".join(make_markup(unwrap_escaped(text)) for text in texts)
    parts = split_html(source)
    return HtmlBody(parts, name_left_out(source, parts))


def unwrap_escaped(text: str) -> str:
    """Tags that were escaped as a whole (`&lt;p&gt;`) as tags again."""
    if _tag.search(text):
        return text
    once = html.unescape(text)
    return once if _tag.search(once) and re.search(r"&lt;/?[a-z]", text, re.IGNORECASE) else text


def protect_text(text: str) -> str:
    """The HTML with every `<` escaped that begins no tag, so that no parser swallows the words after it."""
    kept, end = [], 0
    text = _comment.sub("", text)
    for tag in _loose_tag.finditer(text):
        is_words = not _quoted.sub("", tag[0]).isascii()  # "a <b và c>": no attribute is written so
        kept += [text[end : tag.start()].replace("<", "&lt;"), html.escape(tag[0], quote=False) if is_words else tag[0]]
        end = tag.end()
    return "".join([*kept, text[end:].replace("<", "&lt;")])


def make_markup(text: str) -> str:
    """One paragraph of the file as HTML. Without blocks of its own each of its lines is one; between its blocks a line
    break in plain text is one too, as in classic WordPress."""
    text = protect_text(text)
    if not _block.search(text):
        return "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    soup = BeautifulSoup(text, "html.parser")
    for node in list(soup.children):
        if isinstance(node, NavigableString) and node.strip() and "\n" in node.strip():
            lines = [line for line in str(node).splitlines() if line.strip()]
            for line in lines:
                paragraph = soup.new_tag("p")
                paragraph.string = line
                node.insert_before(paragraph)
            node.extract()
    return str(soup)


def name_left_out(source: str, parts: list[Part]) -> list[str]:
    """What of the HTML is in no part: files of pictures, links that lead nowhere, scripts and forms, what cells of
    tables cannot hold. Embedded content is replaced by its address in the text."""
    found = []
    pictures = [part.source or part.alt or part.caption for part in parts if isinstance(part, ImagePart)]
    addresses = [html.unescape(next(filter(None, each), "")) for each in _link.findall(source)]
    links = [each for each in addresses if each and not each.startswith("#") and not _kept_address.match(each)]
    for names, sentence in (
        (pictures, _("%(number)s ảnh không có tệp, chỉ còn chú thích: %(names)s.")),
        (links, _("%(number)s liên kết không dẫn tới trang nào, chỉ còn chữ: %(names)s.")),
    ):
        if names:
            shown = [shorten(name) or _("không tên") for name in names[:MAX_NAMED]]
            more = ["…"] if len(names) > MAX_NAMED else []
            found.append(sentence % {"number": len(names), "names": "; ".join([*shown, *more])})
    notes = sum((part.notes for part in parts if isinstance(part, TablePart)), Counter())
    for name, sentence in (
        ("table", _("%(number)s bảng nằm trong ô của bảng khác thành chữ.")),
        ("a", _("%(number)s liên kết trong ô của bảng chỉ còn chữ.")),
    ):
        if notes[name]:
            found.append(sentence % {"number": notes[name]})
    elements = Counter(name.lower() for name in _not_text.findall(source))
    if elements:
        names = ", ".join(f"{name} ({number})" for name, number in elements.items())
        found.append(_("Mã của trang cũ, không phải nội dung, không được lấy: %(names)s.") % {"names": names})
    return found


def shorten(address: str) -> str:
    address = "data:…" if address.startswith("data:") else " ".join(address.split())
    return address if len(address) <= MAX_ADDRESS else f"{address[:MAX_ADDRESS]}…"


def take_dateline(parts: list[Part], dateline: str) -> bool:
    """Removes the dateline from the start of the first paragraph; whether it stood there."""
    first = parts[0] if isinstance(parts[0], TextPart) else None
    written = re.escape(html.escape(dateline, quote=False))
    start = rf"<p>((?:<[bi]>)*){written}((?:</[bi]>)*)\s*[–—-]\s*((?:</[bi]>)*)\s*"
    if not first or not (found := re.match(start, first.html)):
        return False
    closed = found[2] + found[3]
    opened = found[1] if not closed else ""
    if closed and closed.count("<") != found[1].count("<"):
        return False
    first.html = f"<p>{opened}{first.html[found.end() :]}"
    return True


def take_lead(parts: list[Part], line: str) -> list[Part] | None:
    """The parts without their first paragraph, if it is this line and holds no link; else None."""
    first = parts[0] if parts and isinstance(parts[0], TextPart) else None
    found = re.match(r"<p>((?:(?!</p>|<a |<br>|<su[bp]>).)*)</p>", first.html, re.DOTALL) if first else None
    if not found or get_plain_text(found[1]) != line:
        return None
    rest = first.html[found.end() :]
    return [*([TextPart(rest)] if rest else []), *parts[1:]]


def split_captions(parts: list[Part], captions: set[str]) -> list[Part]:
    """Paragraphs that are captions of lost pictures become pictures; one right after a picture is its caption."""
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, TextPart):
            found.append(part)
            continue
        for piece in re.split(r"(<p>(?:(?!</p>).)*</p>)", part.html, flags=re.DOTALL):
            text = get_plain_text(piece) if piece.startswith("<p>") else ""
            before = found[-1] if found else None
            if text in captions and text:
                if isinstance(before, ImagePart) and not before.caption:
                    before.caption = text
                else:
                    found.append(ImagePart("", caption=text))
            elif piece and isinstance(before, TextPart):
                before.html += piece
            elif piece:
                found.append(TextPart(piece))
    return found
