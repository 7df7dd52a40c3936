"""Renders the handbook's Markdown for the editors' interface.

The same files are read on the repository's website: headings get the anchors that are usual there, links between files
become links between chapters, pictures come from the static files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from PIL import Image

PICTURE_FOLDER = "anh"  # the folder of pictures beside the chapters
STATIC_PREFIX = "so-tay"  # where STATICFILES_DIRS puts that folder
NO_ANCHOR = re.compile(r"[^\w\- ]")
CHAPTER_LINK = re.compile(r"^(?:so-tay/)?(\d\d)-([a-z0-9-]+)\.md(#.*)?$")


class Section(NamedTuple):
    """A heading with the text up to the next one."""

    anchor: str
    title: str
    level: int
    text: str


def make_anchor(title: str) -> str:
    """`Gửi duyệt, gửi lại` -> `gửi-duyệt-gửi-lại`: the anchor that GitHub and GitLab give the heading."""
    return NO_ANCHOR.sub("", title.strip().lower()).replace(" ", "-")


def get_plain_text(token: Token) -> str:
    """The text of an inline token without formatting."""
    return "".join(child.content or (" " if child.type == "softbreak" else "") for child in token.children or [])


class HandbookRenderer(RendererHTML):
    """Renders the tokens whose HTML differs from the library's."""

    def heading_open(self, tokens: Sequence[Token], number: int, options, env) -> str:
        tokens[number].attrSet("id", make_anchor(get_plain_text(tokens[number + 1])))
        return self.renderToken(tokens, number, options, env)

    def link_open(self, tokens: Sequence[Token], number: int, options, env) -> str:
        match = CHAPTER_LINK.match(str(tokens[number].attrGet("href")))
        if match:
            _number, slug, anchor = match.groups(default="")
            tokens[number].attrSet("href", reverse("handbook:chapter", args=[slug]) + anchor)
        return self.renderToken(tokens, number, options, env)

    def image(self, tokens: Sequence[Token], number: int, options, env) -> str:
        """The picture with its size, so that the text does not jump, linked to the full picture."""
        path = Path(env["folder"]) / str(tokens[number].attrGet("src"))
        with Image.open(path) as picture:
            width, height = picture.size
        address = static(f"{STATIC_PREFIX}/{path.name}")
        html = '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">'
        image = format_html(html, address, get_plain_text(tokens[number]), width, height)
        return format_html('<a class="handbook-picture" href="{}">{}</a>', address, image)

    def table_open(self, tokens: Sequence[Token], number: int, options, env) -> str:
        """Puts tables into a box that scrolls on phones, also by keyboard."""
        return format_html('<div class="handbook-table" role="group" tabindex="0" aria-label="{}"><table>', _("Bảng"))

    def table_close(self, tokens: Sequence[Token], number: int, options, env) -> str:
        return "</table></div>"


def make_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=HandbookRenderer).enable("table")


def render_chapter(source: str, folder: Path) -> tuple[str, str, list[Section]]:
    """Title, HTML without the title, and sections of a chapter; the first section is the chapter itself.

    Raises ValueError if it does not begin with a title.
    """
    markdown = make_parser()
    tokens = markdown.parse(source)
    if len(tokens) < 3 or tokens[0].tag != "h1":
        raise ValueError("a chapter begins with its title: # Title")
    html = markdown.renderer.render(tokens[3:], markdown.options, {"folder": folder})
    return get_plain_text(tokens[1]), html, find_sections(tokens)


def find_sections(tokens: list[Token]) -> list[Section]:
    """The sections in order, each with its text for searching."""
    found: list[tuple[str, int, list[str]]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        if before is not None and before.type == "heading_open":
            found.append((get_plain_text(token), int(before.tag[1:]), []))
        elif found:
            found[-1][2].append(get_plain_text(token))
    return [Section(make_anchor(title), title, level, " ".join(words)) for title, level, words in found]
