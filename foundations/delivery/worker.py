"""gunicorn's worker with threads, with two of its costs per answer taken away and one promise kept.

It writes headers and body one after the other: one more call of the kernel, packet and change of threads. And it
checks and formats each header again each time, though a stored page sends the same dozen to everybody.

A body that a view refuses unread is read by gunicorn after the answer, up to 64 KiB; where there is more it closes the
connection that it has just promised to keep. nginx sends another reader's request over it meanwhile, and that reader
is told 502. So the body is read before the headers are written, and they tell whether the connection stays.
"""

from __future__ import annotations

import time

from gunicorn.http import wsgi
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

MOST_HELD = 8192  # bytes; headers are smaller
MOST_REMEMBERED = 500  # sets of headers; a page in one encoding has one
# Of a body that nobody wants: what nginx lets through. Closing before its end made 1 of 30 refusals of 5 MiB a 502.
MAX_DRAINED = 64 * 1024 * 1024  # bytes
MAX_DRAINING = 1.0  # seconds; nginx has the whole body before it asks, only who comes straight can be slow
DRAINED_AT_ONCE = 1024 * 1024  # bytes


class JoinedWrites:
    """A connection during one answer: a small first write waits for the next one, or for the end of the answer."""

    __slots__ = ("connection", "held", "is_first")

    def __init__(self, connection):
        self.connection = connection
        self.held = b""
        self.is_first = True

    def sendall(self, data: bytes) -> None:
        if self.is_first:
            self.is_first = False
            if len(data) <= MOST_HELD:
                self.held = data
                return
        held, self.held = self.held, b""
        self.connection.sendall(held + data if held else data)

    def flush(self) -> None:
        """Sends what waits."""
        if self.held:
            held, self.held = self.held, b""
            self.connection.sendall(held)

    def __getattr__(self, name: str):
        """Whatever else is done to the connection comes after what was written."""
        self.flush()
        return getattr(self.connection, name)


class Response(wsgi.Response):
    """gunicorn's answer, knowing the sets of headers it has checked: all of one set are then one to be written.

    Only sets with an ETag are remembered: of public pages, that is, which come again and hold nobody's cookie.
    """

    checked: dict[tuple, tuple[list, int | None]] = {}

    def send_headers(self):
        if not self.headers_sent and not self.must_close and not drain(self.req):
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
            if len(self.checked) >= MOST_REMEMBERED:
                self.checked.clear()
            self.checked[key] = in_one(self.headers), self.response_length


def in_one(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Checked headers as one, with the line ends between them in its value."""
    name, value = headers[0]
    return [(name, "\r\n".join([value, *(f"{name}: {value}" for name, value in headers[1:])]))]


class HurriedConnection:
    """A connection that is read until a moment, however small the parts in which it comes."""

    def __init__(self, connection, deadline: float):
        self.connection = connection
        self.deadline = deadline

    def recv(self, size: int) -> bytes:
        """As a socket's. Raises TimeoutError after the deadline."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        self.connection.settimeout(seconds)
        return self.connection.recv(size)


def drain(request) -> bool:
    """Reads what the application left of a body; whether the connection can take another request after it."""
    body = getattr(request, "body", None)
    if body is None or getattr(body.reader, "length", None) == 0:
        return True
    if body.failed:  # where the next request begins is not known
        return False
    unreader, connection = request.unreader, request.unreader.sock
    usual = connection.gettimeout()
    unreader.sock = HurriedConnection(connection, time.monotonic() + MAX_DRAINING)
    try:
        return any(not body.read(DRAINED_AT_ONCE) for _part in range(MAX_DRAINED // DRAINED_AT_ONCE + 1))
    except (OSError, ParseException):  # too slow, gone, or no proper chunks
        return False
    finally:
        unreader.sock = connection
        connection.settimeout(usual)


wsgi.Response = Response  # there is no setting for it


class Worker(ThreadWorker):
    """What `worker_class` of gunicorn.conf.py names."""

    def handle_request(self, req, conn):
        connection = conn.sock
        conn.sock = joined = JoinedWrites(connection)
        try:
            return super().handle_request(req, conn)
        finally:
            conn.sock = connection
            joined.flush()
