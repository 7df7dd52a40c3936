"""Public pages answered from memory, in front of Django.

A public page is the same bytes for every reader, so a worker renders it once and then hands out the stored bytes at
nearly the cost of an empty answer. What may be stored Django's side says by `Cache-Control: public` (see
`public_pages.py`); how long it is good `freshness.py` says: until anything public changes.
Only counters change without a new page: their numbers are written into the stored page at most 3 seconds late.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.db import DatabaseError, close_old_connections
from django.http.cookie import parse_cookie
from django.utils.http import parse_http_date_safe

from foundations.delivery.compression import Encoding, Packed, wanted_encoding
from foundations.delivery.display import COOKIE, Display
from foundations.delivery.freshness import ContentVersion

LONGEST_AGE = 60  # seconds; for what changes by the clock alone, and should a version ever go unnoticed
NUMBERS_AGE = 3  # seconds; the counters are folded every 2, and a shown number may be 5 old
TRACKING = re.compile(r"fbclid|gclid|msclkid|zarsrc|utm_\w+|mc_[ce]id|igshid|_hsenc")

log = logging.getLogger(__name__)
Fill = Callable[[bytes], bytes]  # a page with its numbers as they are now


@dataclass(slots=True)
class Answer:
    """What is sent to readers who take one encoding."""

    headers: list[tuple[str, str]]
    body: bytes
    etag: str = ""  # of public pages


class Page:
    """A stored answer: its headers, its body in each encoding asked for, and what it was made of."""

    def __init__(self, headers: list[tuple[str, str]], body: bytes, version: int):
        self.headers = headers
        self.version = version
        self.stored_at = self.counted_at = time.monotonic()
        self.shows_numbers = b' data-count="' in body
        self.is_public = is_public(headers)
        self.last_modified = parse_http_date_safe(header(headers, "last-modified")) if self.is_public else None
        self.take(Packed(body))
        self.size = self.packed.size + 1000  # with the headers and this object

    def take(self, packed: Packed) -> None:
        self.packed = packed
        self.answers: dict[Encoding, Answer] = {}

    def answer(self, encoding: Encoding) -> Answer:
        """The answer in an encoding, put together when it is first asked for."""
        answers, packed = self.answers, self.packed
        body = packed.body(encoding)
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if encoding.name and len(body) != len(packed.plain):
            headers.append(("Content-Encoding", encoding.name))
        etag = packed.etag(encoding) if self.is_public else ""
        if etag:
            headers.append(("ETag", etag))
        answers[encoding] = found = Answer(headers, body, etag)
        return found

    def is_good(self, version: int, now: float) -> bool:
        return self.version == version and now - self.stored_at < LONGEST_AGE

    def count_again(self, fill: Fill) -> None:
        """Writes the present numbers into the body. Threads that come meanwhile are given the earlier body."""
        self.counted_at = time.monotonic()
        close_old_connections()  # no request of Django's, which would do it
        try:
            body = fill(self.packed.plain)
        except DatabaseError:
            log.exception("the numbers of a cached page could not be renewed")
            return
        if body != self.packed.plain:
            self.take(Packed(body))


class PageCache:
    """A WSGI application around another. `capacity` bounds the stored bytes of one process."""

    def __init__(self, application, version: ContentVersion, fill: Fill, capacity: int):
        self.application = application
        self.version = version
        self.fill = fill
        self.capacity = capacity
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        key = page_key(environ)
        if key is None:
            return self.application(environ, start_response)
        page, now = self.pages.get(key), time.monotonic()
        if page is None or not page.is_good(self.version.read(), now):
            return self.render(key, environ, start_response)
        if page.shows_numbers and now - page.counted_at > NUMBERS_AGE:
            page.count_again(self.fill)
        self.touch(key)
        return answer(page, environ, start_response)

    def touch(self, key: tuple) -> None:
        """Marks a page as lately used. A page thrown out meanwhile is none the worse."""
        try:  # noqa: SIM105 (a context manager would cost more than all else here)
            self.pages.move_to_end(key)
        except KeyError:
            pass

    def render(self, key: tuple, environ, start_response):
        """Asks the application, stores its answer where it is public, and compresses it in any case."""
        version = self.version.read()  # before rendering: a change that comes meanwhile makes the page outdated
        heard: list = []
        result = self.application(environ, lambda *parts: heard.extend(parts[:2]))
        status, headers = heard
        if is_streamed(result, environ) or not is_text(headers):
            start_response(status, headers)
            return result
        try:
            body = b"".join(result)
        finally:
            close = getattr(result, "close", None)
            if close:
                close()
        page = Page([header for header in headers if header[0].lower() != "content-length"], body, version)
        if status.startswith("200") and is_public(headers) and environ["REQUEST_METHOD"] == "GET":
            self.store(key, page)
        return answer(page, environ, start_response, status)

    def store(self, key: tuple, page: Page) -> None:
        if page.size > self.capacity / 8:
            return
        with self.lock:
            earlier = self.pages.pop(key, None)
            self.size += page.size - (earlier.size if earlier else 0)
            self.pages[key] = page
            while self.size > self.capacity:
                _key, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size


def page_key(environ) -> tuple | None:
    """What tells a page from the others; None where the reader is somebody, or wants something done.

    Takes the words that advertisers add to links out of the request itself, so that a page shared on a social network
    is one page.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    display = ""
    if "HTTP_COOKIE" in environ:
        cookies = parse_cookie(environ["HTTP_COOKIE"])
        if set(cookies) - {COOKIE}:
            return None
        chosen = Display.parse(cookies.get(COOKIE, "")).chosen
        display = str(chosen) if chosen else ""
    query = environ.get("QUERY_STRING", "")
    if query and TRACKING.search(query):
        kept = [(name, value) for name, value in parse_qsl(query, True) if not TRACKING.fullmatch(name)]
        query = environ["QUERY_STRING"] = urlencode(kept)
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    return scheme, environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""), query, display


def header(headers: list[tuple[str, str]], name: str) -> str:
    return next((value for written, value in headers if written.lower() == name), "")


def is_streamed(result, environ) -> bool:
    """Whether an answer comes in parts, or is a file that the server sends by itself."""
    file_wrapper = environ.get("wsgi.file_wrapper")
    return getattr(result, "streaming", False) or bool(file_wrapper and isinstance(result, file_wrapper))


def is_text(headers: list[tuple[str, str]]) -> bool:
    """Whether an answer is worth reading as a whole: text that nobody has compressed yet."""
    kind = header(headers, "content-type")
    return (kind.startswith("text/") or "json" in kind or "xml" in kind) and not header(headers, "content-encoding")


def is_public(headers: list[tuple[str, str]]) -> bool:
    return "public" in header(headers, "cache-control") and not header(headers, "set-cookie")


def answer(page: Page, environ, start_response, status: str = "200 OK") -> list[bytes]:
    """The stored page in the encoding that the reader takes best, or 304 where the reader has it already."""
    encoding = wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    found = page.answers.get(encoding) or page.answer(encoding)
    if status.startswith("200") and is_known(page, found.etag, environ):
        start_response("304 Not Modified", [item for item in found.headers if not item[0].startswith("Content-")])
        return []
    start_response(status, found.headers[:])  # the server may change the list
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]


def is_known(page: Page, etag: str, environ) -> bool:
    """Whether the reader says to have just this page; the tag decides where both a tag and a date are given."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags:
        return bool(etag) and (etag in tags or tags.strip() == "*")
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since or not page.last_modified:
        return False
    date = parse_http_date_safe(since)
    return date is not None and date >= page.last_modified
