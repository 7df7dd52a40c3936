"""gunicorn's worker with threads, sending the headers of an answer together with its body.

gunicorn writes them one after the other: for each answer one more call of the kernel, packet and change of threads.
"""

from __future__ import annotations

from gunicorn.workers.gthread import ThreadWorker

MOST_HELD = 8192  # bytes; headers are smaller


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
