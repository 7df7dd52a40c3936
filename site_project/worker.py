"""gunicorn's worker with threads, with two of its costs per answer taken away.

It writes headers and body one after the other: one more call of the kernel, packet and change of threads. And it
checks and formats each header again each time, though a stored page sends the same dozen to everybody.
"""

from __future__ import annotations

from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

MOST_HELD = 8192  # bytes; headers are smaller
MOST_REMEMBERED = 500  # sets of headers; a page in one encoding has one


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
