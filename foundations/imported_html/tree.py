"""Parses imported HTML into a well-formed tree; reads the meaning of its elements and styles."""

from __future__ import annotations

import re
from html import unescape

import nh3
from bs4 import BeautifulSoup, Tag

from foundations.imported_html import losses
from foundations.imported_html.rich_text import SCHEMES
from foundations.imported_html.symbols import mark_symbols

BLOCKS = {"p", "div", "center", "section", "article", "blockquote", "pre", "figure", "figcaption", "body", "main"}
BLOCKS |= {"dl", "dt", "dd", "address", "aside", "header", "footer", "details", "summary", "caption"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
INLINE = {"b", "strong", "i", "em", "sup", "sub", "a", "span", "font", "br", "u"}
KEPT_TAGS = BLOCKS | set(HEADINGS) | TABLES | INLINE | {"ul", "ol", "li", "hr", "img"}
DROPPED_TAGS = {"script", "style", "xml", "noscript", "button", "select", "textarea"}
ATTRIBUTES = {"*": {"style", "class", "lang", "align"}, "a": {"href"}, "img": {"src", "alt"}, "font": {"face"}}
ATTRIBUTES |= {name: {"colspan", "rowspan"} for name in ("td", "th")} | {"ol": {"start", "type", "reversed"}}
ATTRIBUTES["li"] = {"value", "type", "aria-level", "data-aria-level", "data-leveltext", "role", "aria-checked"}
TAG_OF_STYLE = [
    ("b", re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("i", re.compile(r"(?<![\w-])font-style\s*:\s*italic")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("sub", re.compile(r"vertical-align\s*:\s*sub\b")),
]
NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)")
WORD_HEADING = re.compile(r"\bMso(?:Title|Heading(\d))\b")
CENTRED = re.compile(r"text-align\s*:\s*center")
MAX_DEPTH = 60  # elements within one another


def make_soup(html: str) -> BeautifulSoup:
    """A well-formed tree (nh3 closes unclosed elements) without comments, scripts and styles."""
    html = nh3.clean(
        html,
        tags=KEPT_TAGS | losses.TAGS,
        clean_content_tags=DROPPED_TAGS,
        attributes=ATTRIBUTES | losses.ATTRIBUTES,
        url_schemes=SCHEMES | {"data", "file", "part"},
        link_rel=None,
    )
    soup = flatten(BeautifulSoup(html, "html.parser"))
    losses.replace_losses(soup)
    mark_symbols(soup)
    return soup


def flatten(soup: BeautifulSoup) -> BeautifulSoup:
    """Unwraps elements nested deeper than MAX_DEPTH (a thousand unclosed `<font>`); their text stays."""
    depths, too_deep = {id(soup): 0}, []
    for node in soup.descendants:
        if isinstance(node, Tag):
            depths[id(node)] = depths[id(node.parent)] + 1
            if depths[id(node)] > MAX_DEPTH:
                too_deep.append(node)
    for tag in reversed(too_deep):
        tag.unwrap()
    return soup


def read_text(html: str) -> str:
    """The text of imported HTML, a line for each paragraph; keeps soft hyphens, which are letters in TCVN3."""
    soup = make_soup(html)
    for text in list(soup.find_all(string=re.compile(r"[\r\n]"))):
        text.replace_with(re.sub(r"\s*[\r\n]\s*", " ", text))
    for block in soup.find_all([*BLOCKS, *HEADINGS, "li", "tr", "br"]):
        block.append("\n")
    return "\n".join(line for each in soup.get_text().split("\n") if (line := each.strip(" \t\r\f\v\u00a0")))


def is_uppermost_heading(tag: Tag) -> bool:
    return get_heading_level(tag) == 1


def get_heading_level(tag: Tag) -> int | None:
    """1 to 6, also for Word's heading styles; None if the tag is not a heading."""
    if tag.name in HEADINGS:
        return HEADINGS[tag.name]
    styled = WORD_HEADING.search(" ".join(tag.get("class", []))) if tag.name == "p" else None
    return int(styled[1] or 1) if styled else None


def get_style(tag: Tag) -> str:
    """The style of a tag in lower case, with `align` and the classes that `news.word_files` sets."""
    centred = "center" if "centred" in tag.get("class", []) else tag.get("align", "")
    return f"{tag.get('style', '')};text-align:{centred}".lower()


def is_centred(tag: Tag) -> bool:
    return tag.find(style=CENTRED) is not None or tag.find("center") is not None


def wrap(text: str, marks: tuple[str, ...]) -> str:
    """Wraps `text` in the elements; blanks at the ends stay outside: " a" -> " <b>a</b>"."""
    inner = text.strip()
    if not inner or not marks:
        return text
    opened = "".join(f"<{mark}>" for mark in marks)
    closed = "".join(f"</{mark.split()[0]}>" for mark in reversed(marks))
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{opened}{inner}{closed}{text[start + len(inner) :]}"


def split_lines(inline: str) -> list[str]:
    """The paragraphs of inline HTML: two line breaks begin a new one, blanks are normalised, empty ones dropped."""
    joined = re.sub(r"\s+", " ", inline)
    joined = re.sub(r"</(b|i|sup|sub)>( ?)<\1>", r"\2", joined)
    found = []
    for each in re.split(r"(?:\s*<br>\s*){2,}", joined):
        line = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", re.sub(r"\s*<br>\s*", "<br>", each))
        if get_plain_text(line):
            found.append(line)
    return found


def get_plain_text(html: str) -> str:
    """The text of HTML on one line."""
    if "<" not in html:  # Beautiful Soup warns of a line that is only an address
        return " ".join(unescape(html).split())
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" " if "<br>" in html else "").split())
