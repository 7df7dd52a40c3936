"""Public pages answered from memory, in front of Django.

A public page is the same bytes for every reader, so a worker renders it once and then sends the stored bytes at nearly
the cost of an empty answer. Answers with `Cache-Control: public` (see `public_pages.py`) are stored and stay good until
anything public changes (`freshness.py`). Only the numbers of the counters change within a stored page, at most 3
seconds late.
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

from foundations.delivery.compression import CompressibleBody, Encoding, find_best_encoding
from foundations.delivery.display import DISPLAY_COOKIE, Display
from foundations.delivery.freshness import ContentVersion

MAX_AGE = 60  # seconds; for contents that change by the clock, and in case a change is missed
MAX_NUMBERS_AGE = 3  # seconds; counters are folded every 2 seconds, and a shown number may be 5 seconds old
TRACKING_PARAMETER = re.compile(r"fbclid|gclid|msclkid|zarsrc|utm_\w+|mc_[ce]id|igshid|_hsenc")

log = logging.getLogger(__name__)
Fill = Callable[[bytes], bytes]  # writes the present numbers into a page


@dataclass(slots=True)
class EncodedAnswer:
    """The answer in one encoding."""

    headers: list[tuple[str, str]]
    body: bytes
    etag: str = ""  # public pages only


class CachedPage:
    """A stored answer: headers, body in each encoding asked for, and the content version it was made from."""

    def __init__(self, headers: list[tuple[str, str]], body: bytes, version: int):
        self.headers = headers
        self.version = version
        self.stored_at = self.counted_at = time.monotonic()
        self.shows_numbers = b' data-count="' in body
        self.is_public = is_public(headers)
        self.last_modified = parse_http_date_safe(find_header(headers, "last-modified")) if self.is_public else None
        self.set_body(CompressibleBody(body))
        self.size = self.packed.size + 1000  # with the headers and this object

    def set_body(self, packed: CompressibleBody) -> None:
        """Replaces the body and drops the answers made from the earlier one."""
        self.packed = packed
        self.answers: dict[Encoding, EncodedAnswer] = {}

    def make_answer(self, encoding: Encoding) -> EncodedAnswer:
        """Makes and keeps the answer in an encoding."""
        answers, packed = self.answers, self.packed
        body = packed.get_body(encoding)
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if encoding.name and len(body) != len(packed.plain):
            headers.append(("Content-Encoding", encoding.name))
        etag = packed.get_etag(encoding) if self.is_public else ""
        if etag:
            headers.append(("ETag", etag))
        answers[encoding] = found = EncodedAnswer(headers, body, etag)
        return found

    def is_good(self, version: int, now: float) -> bool:
        """Whether the content has not changed and the page is not too old."""
        return self.version == version and now - self.stored_at < MAX_AGE

    def renew_numbers(self, fill: Fill) -> None:
        """Writes the present numbers into the body. Other threads get the earlier body meanwhile."""
        self.counted_at = time.monotonic()
        close_old_connections()  # outside a Django request, nothing else does it
        try:
            body = fill(self.packed.plain)
        except DatabaseError:
            log.exception("the numbers of a cached page could not be renewed")
            return
        if body != self.packed.plain:
            self.set_body(CompressibleBody(body))


class PageCache:
    """WSGI middleware. `capacity`: bytes that one process may store."""

    def __init__(self, application, version: ContentVersion, fill: Fill, capacity: int):
        self.application = application
        self.version = version
        self.fill = fill
        self.capacity = capacity
        self.pages: OrderedDict[tuple, CachedPage] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        key = make_page_key(environ)
        if key is None:
            return self.application(environ, start_response)
        page, now = self.pages.get(key), time.monotonic()
        if page is None or not page.is_good(self.version.read(), now):
            return self.render(key, environ, start_response)
        if page.shows_numbers and now - page.counted_at > MAX_NUMBERS_AGE:
            page.renew_numbers(self.fill)
        self.touch(key)
        return send_page(page, environ, start_response)

    def touch(self, key: tuple) -> None:
        """Marks a page as recently used; it may have been removed meanwhile."""
        try:  # noqa: SIM105 (a context manager would cost more than all else here)
            self.pages.move_to_end(key)
        except KeyError:
            pass

    def render(self, key: tuple, environ, start_response):
        """Calls the application, stores its answer if it is public, and compresses any text."""
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
        page = CachedPage([header for header in headers if header[0].lower() != "content-length"], body, version)
        if status.startswith("200") and is_public(headers) and environ["REQUEST_METHOD"] == "GET":
            self.store(key, page)
        return send_page(page, environ, start_response, status)

    def store(self, key: tuple, page: CachedPage) -> None:
        """Stores a page unless it is very large; removes the least recently used ones if there is no room."""
        if page.size > self.capacity / 8:
            return
        with self.lock:
            earlier = self.pages.pop(key, None)
            self.size += page.size - (earlier.size if earlier else 0)
            self.pages[key] = page
            while self.size > self.capacity:
                _key, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size


def make_page_key(environ) -> tuple | None:
    """The key of a page; None for requests with other cookies, authorization or methods that may change something.

    Removes advertisers' tracking parameters from the request, so that a page shared on a social network has one key.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    display = ""
    if "HTTP_COOKIE" in environ:
        cookies = parse_cookie(environ["HTTP_COOKIE"])
        if set(cookies) - {DISPLAY_COOKIE}:
            return None
        chosen = Display.parse(cookies.get(DISPLAY_COOKIE, "")).chosen
        display = str(chosen) if chosen else ""
    query = environ.get("QUERY_STRING", "")
    if query and TRACKING_PARAMETER.search(query):
        kept = [(name, value) for name, value in parse_qsl(query, True) if not TRACKING_PARAMETER.fullmatch(name)]
        query = environ["QUERY_STRING"] = urlencode(kept)
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    return scheme, environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""), query, display


def find_header(headers: list[tuple[str, str]], name: str) -> str:
    """The value of the header, `name` in lower case; empty if there is none."""
    return next((value for written, value in headers if written.lower() == name), "")


def is_streamed(result, environ) -> bool:
    """Whether the answer is streamed, or a file that the server sends itself."""
    file_wrapper = environ.get("wsgi.file_wrapper")
    return getattr(result, "streaming", False) or bool(file_wrapper and isinstance(result, file_wrapper))


def is_text(headers: list[tuple[str, str]]) -> bool:
    """Whether the answer is text that is not compressed yet."""
    kind = find_header(headers, "content-type")
    return (kind.startswith("text/") or "json" in kind or "xml" in kind) and not find_header(
        headers, "content-encoding"
    )


def is_public(headers: list[tuple[str, str]]) -> bool:
    """Whether the answer may be given to every reader."""
    return "public" in find_header(headers, "cache-control") and not find_header(headers, "set-cookie")


def send_page(page: CachedPage, environ, start_response, status: str = "200 OK") -> list[bytes]:
    """Sends the page in the best encoding for the reader, or 304 if the reader has it already."""
    encoding = find_best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    found = page.answers.get(encoding) or page.make_answer(encoding)
    if status.startswith("200") and is_not_modified(page, found.etag, environ):
        start_response("304 Not Modified", [item for item in found.headers if not item[0].startswith("Content-")])
        return []
    start_response(status, found.headers[:])  # the server may change the list
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]


def is_not_modified(page: CachedPage, etag: str, environ) -> bool:
    """Whether the reader already has this page. If the request gives both an ETag and a date, the ETag decides."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags:
        return bool(etag) and (etag in tags or tags.strip() == "*")
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since or not page.last_modified:
        return False
    date = parse_http_date_safe(since)
    return date is not None and date >= page.last_modified
