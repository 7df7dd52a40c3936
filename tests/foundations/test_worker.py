"""How gunicorn sends an answer and where its workers run."""

import os
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidHeader
from gunicorn.http.parser import RequestParser

from foundations.delivery import worker
from foundations.delivery.worker import MAX_HELD_BYTES, CheckedOnceResponse, JoinedWrites, drain_body

GUNICORNS = CheckedOnceResponse.__base__
CONFIGURATION = Path(__file__).parent.parent.parent / "gunicorn.conf.py"


class Connection:
    def __init__(self):
        self.sent = []

    def sendall(self, data):
        self.sent.append(data)

    def fileno(self):
        return list(self.sent)


def test_headers_go_with_the_body_and_later_parts_at_once():
    connection = Connection()
    joined = JoinedWrites(connection)
    joined.sendall(b"headers ")
    assert connection.sent == []
    joined.sendall(b"body")
    joined.sendall(b"more")
    joined.flush()
    assert connection.sent == [b"headers body", b"more"]


def test_headers_alone_are_sent_at_the_end_or_before_anything_else():
    connection = Connection()
    joined = JoinedWrites(connection)
    joined.sendall(b"headers")
    assert joined.fileno() == [b"headers"]
    joined.flush()
    assert connection.sent == [b"headers"]


def test_a_large_first_write_does_not_wait():
    connection = Connection()
    JoinedWrites(connection).sendall(b"x" * (MAX_HELD_BYTES + 1))
    assert len(connection.sent) == 1


def test_each_worker_has_the_core_with_the_fewest(monkeypatch):
    configuration = runpy.run_path(CONFIGURATION)
    cores = sorted(os.sched_getaffinity(0))
    server = SimpleNamespace(WORKERS={})
    chosen = []
    for pid in range(2 * len(cores)):
        worker = SimpleNamespace(core=configuration["least_used_core"](server))
        server.WORKERS[pid] = worker
        chosen.append(worker.core)
    assert sorted(chosen) == sorted(cores * 2)
    monkeypatch.setenv("WEB_PINNED", "0")
    assert configuration["least_used_core"](server) is None


HEADERS = [("Content-Type", "text/html"), ("Vary", "Accept-Encoding"), ("Content-Length", "2"), ("ETag", '"a"')]


@pytest.fixture
def checked(monkeypatch):
    monkeypatch.setattr(CheckedOnceResponse, "checked", {})
    monkeypatch.setattr("gunicorn.util.http_date", lambda: "now")
    return CheckedOnceResponse.checked


def sent(headers, response_class=CheckedOnceResponse, status="200 OK", method="GET"):
    """What goes over the connection for an answer with these headers and the body "ok"."""
    connection = Connection()
    request = SimpleNamespace(version=(1, 1), method=method, should_close=lambda: False)
    response = response_class(request, connection, Config())
    response.start_response(status, list(headers))
    response.write(b"ok")
    response.close()
    return b"".join(connection.sent)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_remembered_headers_go_out_as_gunicorn_writes_them(checked, method):
    as_ever = sent(HEADERS, GUNICORNS, method=method)
    assert [sent(HEADERS, method=method) for _time in range(3)] == [as_ever] * 3
    assert len(checked) == 1
    assert b'ETag: "a"\r\n\r\n' in as_ever


def test_a_header_with_a_line_end_is_refused_the_first_time_and_the_second(checked):
    for _time in range(2):
        with pytest.raises(InvalidHeader):
            sent([("X-Name", "a\r\nSet-Cookie: b"), ("ETag", '"a"')])
    assert not checked


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "404 Not Found"])
def test_other_answers_are_written_anew(checked, status):
    sent(HEADERS)
    assert sent(HEADERS, status=status) == sent(HEADERS, GUNICORNS, status=status)
    assert len(checked) == 1


def test_headers_of_one_reader_are_not_remembered_and_the_memory_is_bounded(checked, monkeypatch):
    monkeypatch.setattr(worker, "MAX_CHECKED_SETS", 3)
    sent([("Set-Cookie", "a=b"), ("Content-Length", "2")])
    assert not checked
    for number in range(10):
        sent([*HEADERS[:-1], ("ETag", f'"{number}"')])
        assert len(checked) <= 3


class Arriving:
    """A connection on which parts of a body come one at a time; an error stands for a part that does not come."""

    def __init__(self, *parts):
        self.parts = list(parts)
        self.timeout = None

    def recv(self, _size):
        part = self.parts.pop(0) if self.parts else b""
        if isinstance(part, Exception):
            raise part
        return part

    def gettimeout(self):
        return self.timeout

    def settimeout(self, seconds):
        self.timeout = seconds


def request_with(head: bytes, *parts):
    request = RequestParser(Config(), Arriving(b"POST / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n\r\n", *parts), ("", 0))
    return next(request)


LENGTH, CHUNKED = b"Content-Length: 200000", b"Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("request_", "reusable"),
    [
        (lambda: request_with(b"Accept: */*"), True),
        (lambda: request_with(LENGTH, b"x" * 150_000, b"x" * 50_000), True),
        (lambda: request_with(CHUNKED, b"5\r\nabcde\r\n", b"0\r\n\r\n"), True),
        (lambda: request_with(LENGTH, b"x" * 150_000, TimeoutError()), False),
        (lambda: request_with(LENGTH, b"x", ConnectionResetError()), False),
        (lambda: request_with(CHUNKED, b"5\r\nabcdeXX"), False),
        (lambda: request_with(CHUNKED, b"5\r\nab"), False),
    ],
)
def test_a_connection_is_kept_after_a_body_that_was_read_to_its_end(request_, reusable):
    request = request_()
    assert drain_body(request) is reusable
    assert request.unreader.sock.timeout is None


def test_a_body_without_end_is_not_read_for_ever(monkeypatch):
    monkeypatch.setattr(worker, "MAX_DRAINED_BYTES", 10 * worker.DRAIN_CHUNK_BYTES)
    piece = b"%X\r\n%b\r\n" % (worker.DRAIN_CHUNK_BYTES, b"x" * worker.DRAIN_CHUNK_BYTES)
    assert drain_body(request_with(CHUNKED, *[piece] * 10, b"0\r\n\r\n")) is True
    assert drain_body(request_with(CHUNKED, *[piece] * 12, b"0\r\n\r\n")) is False
    monkeypatch.setattr(worker, "MAX_DRAIN_SECONDS", 0)
    assert drain_body(request_with(LENGTH, b"x" * 200_000)) is False


def test_an_answer_says_that_the_connection_closes_where_the_body_cannot_be_read():
    connection = Connection()
    request = request_with(LENGTH, TimeoutError())
    response = CheckedOnceResponse(request, connection, Config())
    response.start_response("403 Forbidden", [("Content-Length", "2")])
    response.write(b"no")
    assert b"Connection: close\r\n" in connection.sent[0]
    assert response.should_close()
