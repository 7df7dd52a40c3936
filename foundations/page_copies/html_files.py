"""A page as one HTML file: its style inside, its pictures as data, nothing that runs, nothing to fetch."""

from __future__ import annotations

import base64
import mimetypes
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from foundations.vietnamese.characters import drop_forbidden

WIDEST = 800  # pixels: sharp on paper of A4 at the size it stands there, and a fifth of the largest copy's bytes
SCALED_PICTURES = "images/"  # below MEDIA_URL; originals may hold the place where they were taken
DROPPED_ATTRIBUTES = {"srcset", "sizes", "loading", "fetchpriority"}


def self_contained(html: str, known: dict[str, bytes] | None = None) -> str:
    """`html` with what it refers to inside. `known` holds what has an address but no file, as SVG by address."""
    writer = SelfContained(known or {})
    writer.feed(html)
    writer.close()
    return drop_forbidden("".join(writer.written))


class SelfContained(HTMLParser):
    """Writes a page again: scripts and other links in its head go, pictures and stylesheets come in."""

    def __init__(self, known: dict[str, bytes]):
        super().__init__(convert_charrefs=False)
        self.known = known
        self.written: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script":
            self.in_script = True
        elif tag == "link":
            self.written.append(inline_style(attributes))
        elif tag == "img":
            self.written.append(self.inline_picture(attributes))
        elif tag == "a" and attributes.get("href"):
            href = attributes["href"]
            attributes["href"] = href if href.startswith("#") else urljoin(f"{settings.SITE_URL}/", href)
            self.written.append(start_tag(tag, attributes))
        elif tag not in {"source", "picture"}:
            self.written.append(self.get_starttag_text())

    def handle_startendtag(self, tag, attrs):
        if tag in {"script", "source", "link", "img"}:
            self.handle_starttag(tag, attrs)
            self.in_script = False
        else:
            self.written.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        if tag == "script":
            self.in_script = False
        elif tag != "picture":
            self.written.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.in_script:
            self.written.append(data)

    def handle_entityref(self, name):
        self.written.append(f"&{name};")

    def handle_charref(self, name):
        self.written.append(f"&#{name};")

    def handle_decl(self, decl):
        self.written.append(f"<!{decl}>")

    def inline_picture(self, attributes: dict) -> str:
        """The picture itself, or its description where its file is gone."""
        address = of_width(attributes) or attributes.get("src") or ""
        kept = {name: value for name, value in attributes.items() if name not in DROPPED_ATTRIBUTES}
        if not address.startswith("data:"):
            content = self.known.get(address) or own_file(address)
            if content is None:
                return escape(attributes.get("alt") or "")
            kind = "image/svg+xml" if address in self.known else mimetypes.guess_type(urlsplit(address).path)[0]
            address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
        return start_tag("img", {**kept, "src": address})


def start_tag(tag: str, attributes: dict) -> str:
    written = (f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{''.join(written)}>"


def inline_style(attributes: dict) -> str:
    """The stylesheet that a `<link>` names, as `<style>`; other links say nothing to who reads a file."""
    content = own_file(attributes.get("href") or "") if attributes.get("rel") == "stylesheet" else None
    return f"<style>{content.decode()}</style>" if content else ""


def of_width(attributes: dict) -> str:
    """The widest of the copies in `srcset` that is not wider than WIDEST; "" without one."""
    copies = [each.split() for each in (attributes.get("srcset") or "").split(",") if each.strip()]
    widths = {int(copy[1][:-1]): copy[0] for copy in copies if len(copy) == 2 and copy[1][:-1].isdecimal()}
    return widths[max(fitting)] if (fitting := [width for width in widths if width <= WIDEST]) else ""


def own_file(address: str) -> bytes | None:
    """What stands at an address of our own static files or scaled pictures; None for all others."""
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    try:
        if parts.path.startswith(settings.STATIC_URL):
            return static_file(parts.path.removeprefix(settings.STATIC_URL))
        name = parts.path.removeprefix(settings.MEDIA_URL)
        if name != parts.path and name.startswith(SCALED_PICTURES):
            return contents(default_storage.open(name))
    except (OSError, SuspiciousFileOperation):
        return None
    return None


def static_file(name: str) -> bytes:
    """A collected static file, or where none is collected the one in its app. Raises OSError."""
    if staticfiles_storage.exists(name):
        return contents(staticfiles_storage.open(name))
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    with open(found, "rb") as file:
        return file.read()


def contents(file) -> bytes:
    with file:
        return file.read()
