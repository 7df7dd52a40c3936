"""gunicorn's threaded worker with three changes.

1. gunicorn writes headers and body separately: a system call, a packet and a thread switch more. They are joined.
2. It checks and formats every header of every answer, though a cached page always sends the same: checked once here.

3. It reads the rest of an unread request body after the answer, up to 64 KiB; if there is more, it closes a connection
that it has promised to keep. nginx may have sent another reader's request over it, who then gets a 502. So the body is
read before the headers are written, and these say whether the connection stays open.
"""

from __future__ import annotations

import time

from gunicorn.http import wsgi
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

MAX_HELD_BYTES = 8192  # headers are smaller
MAX_CHECKED_SETS = 500  # sets of headers; a page in one encoding has one
# Of an unread body: as much as nginx lets through. Closing earlier turned 1 of 30 refusals of 5 MiB into a 502.
MAX_DRAINED_BYTES = 64 * 1024 * 1024  # bytes
MAX_DRAIN_SECONDS = 1.0  # nginx sends a body only when it has all of it, so only direct clients can be slow
DRAIN_CHUNK_BYTES = 1024 * 1024  # bytes


class JoinedWrites:
    """Wraps a connection for one answer: a small first write is held until the next one or the end of the answer."""

    __slots__ = ("connection", "held", "is_first")

    def __init__(self, connection):
        self.connection = connection
        self.held = b""
        self.is_first = True

    def sendall(self, data: bytes) -> None:
        if self.is_first:
            self.is_first = False
            if len(data) <= MAX_HELD_BYTES:
                self.held = data
                return
        held, self.held = self.held, b""
        self.connection.sendall(held + data if held else data)

    def flush(self) -> None:
        """Sends what is held."""
        if self.held:
            held, self.held = self.held, b""
            self.connection.sendall(held)

    def __getattr__(self, name: str):
        """Anything else that is done to the connection comes after a flush."""
        self.flush()
        return getattr(self.connection, name)


class CheckedOnceResponse(wsgi.Response):
    """gunicorn's response that keeps sets of headers it has already checked, each joined to a single header.

    Only sets with an ETag are kept: those of public pages, which repeat and set no cookies.
    """

    checked: dict[tuple, tuple[list, int | None]] = {}

    def send_headers(self):
        if not self.headers_sent and not self.must_close and not drain_body(self.req):
            self.force_close()
        super().send_headers()

    def process_headers(self, headers):
        key = tuple(headers) if headers and headers[-1][0] == "ETag" else None
        known = self.checked.get(key)
        if known and self.status_code == 200:
            self.headers, self.response_length = known
            return
        super().process_headers(headers)
        if key and self.status_code == 200 and not self.upgrade:
            if len(self.checked) >= MAX_CHECKED_SETS:
                self.checked.clear()
            self.checked[key] = join_headers(self.headers), self.response_length


def join_headers(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Joins checked headers to one, with the line ends in its value."""
    name, value = headers[0]
    return [(name, "\r\n".join([value, *(f"{name}: {value}" for name, value in headers[1:])]))]


class DeadlineConnection:
    """A connection that can be read until a deadline, however small the pieces are."""

    def __init__(self, connection, deadline: float):
        self.connection = connection
        self.deadline = deadline

    def recv(self, size: int) -> bytes:
        """Like `socket.recv`. Raises TimeoutError after the deadline."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        self.connection.settimeout(seconds)
        return self.connection.recv(size)


def drain_body(request) -> bool:
    """Reads the rest of a request body; returns whether the connection can be used for another request."""
    body = getattr(request, "body", None)
    if body is None or getattr(body.reader, "length", None) == 0:
        return True
    if body.failed:  # unknown where the next request begins
        return False
    unreader, connection = request.unreader, request.unreader.sock
    usual = connection.gettimeout()
    unreader.sock = DeadlineConnection(connection, time.monotonic() + MAX_DRAIN_SECONDS)
    try:
        return any(not body.read(DRAIN_CHUNK_BYTES) for _part in range(MAX_DRAINED_BYTES // DRAIN_CHUNK_BYTES + 1))
    except (OSError, ParseException):  # too slow, closed, or malformed chunks
        return False
    finally:
        unreader.sock = connection
        connection.settimeout(usual)


wsgi.Response = CheckedOnceResponse  # there is no setting for it


class JoinedWritesWorker(ThreadWorker):
    """Set as `worker_class` in gunicorn.conf.py."""

    def handle_request(self, req, conn):
        connection = conn.sock
        conn.sock = joined = JoinedWrites(connection)
        try:
            return super().handle_request(req, conn)
        finally:
            conn.sock = connection
            joined.flush()
