"""A page as one HTML file: stylesheet and pictures are inlined, scripts are removed, nothing is fetched."""

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

MAX_PICTURE_WIDTH = 800  # pixels: sharp enough when printed on A4, and a fifth of the bytes of the largest copy
SCALED_PICTURES = "images/"  # below MEDIA_URL; originals may hold a GPS position
DROPPED_ATTRIBUTES = {"srcset", "sizes", "loading", "fetchpriority"}


def make_self_contained(html: str, known: dict[str, bytes] | None = None) -> str:
    """Inlines what `html` refers to. `known`: SVG pictures that have an address but no file, by address."""
    writer = SelfContainedWriter(known or {})
    writer.feed(html)
    writer.close()
    return drop_forbidden("".join(writer.written))


class SelfContainedWriter(HTMLParser):
    """Rewrites a page: drops scripts and other links of the head, inlines pictures and stylesheets."""

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
            self.written.append(render_style(attributes))
        elif tag == "img":
            self.written.append(self.inline_picture(attributes))
        elif tag == "a" and attributes.get("href"):
            href = attributes["href"]
            attributes["href"] = href if href.startswith("#") else urljoin(f"{settings.SITE_URL}/", href)
            self.written.append(render_start_tag(tag, attributes))
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
        """The `<img>` with its data; the description if the file is missing."""
        address = find_copy_of_width(attributes) or attributes.get("src") or ""
        kept = {name: value for name, value in attributes.items() if name not in DROPPED_ATTRIBUTES}
        if not address.startswith("data:"):
            content = self.known.get(address) or read_own_file(address)
            if content is None:
                return escape(attributes.get("alt") or "")
            kind = "image/svg+xml" if address in self.known else mimetypes.guess_type(urlsplit(address).path)[0]
            address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
        return render_start_tag("img", {**kept, "src": address})


def render_start_tag(tag: str, attributes: dict) -> str:
    """The HTML of a start tag; attributes are escaped."""
    written = (f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{''.join(written)}>"


def render_style(attributes: dict) -> str:
    """The stylesheet of a `<link>` as `<style>`; empty for other links."""
    content = read_own_file(attributes.get("href") or "") if attributes.get("rel") == "stylesheet" else None
    return f"<style>{content.decode()}</style>" if content else ""


def find_copy_of_width(attributes: dict) -> str:
    """The address of the widest copy in `srcset` up to MAX_PICTURE_WIDTH; empty if there is none."""
    copies = [each.split() for each in (attributes.get("srcset") or "").split(",") if each.strip()]
    widths = {int(copy[1][:-1]): copy[0] for copy in copies if len(copy) == 2 and copy[1][:-1].isdecimal()}
    return widths[max(fitting)] if (fitting := [width for width in widths if width <= MAX_PICTURE_WIDTH]) else ""


def read_own_file(address: str) -> bytes | None:
    """The content of our own static files and scaled pictures; None for all other addresses."""
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    try:
        if parts.path.startswith(settings.STATIC_URL):
            return read_static_file(parts.path.removeprefix(settings.STATIC_URL))
        name = parts.path.removeprefix(settings.MEDIA_URL)
        if name != parts.path and name.startswith(SCALED_PICTURES):
            return read_and_close(default_storage.open(name))
    except (OSError, SuspiciousFileOperation):
        return None
    return None


def read_static_file(name: str) -> bytes:
    """A collected static file, or if it is not collected the one in its app. Raises OSError."""
    if staticfiles_storage.exists(name):
        return read_and_close(staticfiles_storage.open(name))
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    with open(found, "rb") as file:
        return file.read()


def read_and_close(file) -> bytes:
    with file:
        return file.read()
