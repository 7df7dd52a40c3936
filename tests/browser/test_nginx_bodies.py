"""A body that nobody reads costs no other reader their request, through nginx and straight at gunicorn."""

import socket
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.browser.fronts import needs_nginx, nginx_before

pytestmark = [pytest.mark.browser, needs_nginx]

REFUSING = ("/quan-tri/login/", "/khong-co-trang-nay/", "/suc-khoe/", "/dem/tin-1-sai", "/gop-y/", "/robots.txt")
KIB = 1024


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    port, var_dir = int(site.environment["PORT"]), Path(site.environment["VAR_DIR"])
    with nginx_before(tmp_path_factory.mktemp("nginx"), port, var_dir) as running:
        yield running


def in_parts(size: int):
    """A body that is sent in chunks, as its length is not known beforehand."""
    for start in range(0, size, 50_000):
        yield b"x" * min(50_000, size - start)


def small_post(front) -> int:
    form = {"change": "contrast:up"}
    return requests.post(f"{front.address}/hien-thi/", form, allow_redirects=False, timeout=30).status_code


@pytest.mark.parametrize("body", [lambda size: b"x" * size, in_parts], ids=["with a length", "in chunks"])
@pytest.mark.parametrize("size", [1, 64 * KIB, 108 * KIB, 1024 * KIB, 5 * 1024 * KIB])
def test_a_refused_body_costs_nobody_else_their_request(front, size, body):
    refused, innocent = Counter(), Counter()
    for path in REFUSING * 5:
        refused[requests.post(front.address + path, data=body(size), timeout=30).status_code] += 1
        innocent[small_post(front)] += 1
    assert innocent == {303: len(REFUSING) * 5}
    assert all(400 <= status < 500 or status == 200 for status in refused), refused


def test_what_nginx_itself_refuses_costs_nothing_either(front):
    for _time in range(3):
        length = {"Content-Length": str(21 * 1024 * KIB)}
        assert requests.post(f"{front.address}/gop-y/", headers=length, timeout=30).status_code == 413
        assert small_post(front) == 303


class Straight:
    """One connection to gunicorn."""

    def __init__(self, site):
        host = urlsplit(site.address)
        self.name = host.netloc
        self.connection = socket.create_connection((host.hostname, host.port), timeout=10)

    def post(self, path: str, *more: str, body: bytes = b"") -> None:
        lines = [f"POST {path} HTTP/1.1", f"Host: {self.name}", *more, "", ""]
        self.connection.sendall("\r\n".join(lines).encode() + body)

    def answer(self) -> str:
        """What comes until the answer is whole, or the connection closed."""
        text = ""
        while not self.is_whole(text):
            part = self.connection.recv(65_536).decode()
            if not part:
                break
            text += part
        return text

    @staticmethod
    def is_whole(text: str) -> bool:
        head, _blank, body = text.partition("\r\n\r\n")
        length = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
        return bool(length) and len(body.encode()) >= int(length[0].split(":")[1])


@pytest.fixture
def straight(site):
    opened = Straight(site)
    yield opened
    opened.connection.close()


def test_a_body_that_is_there_leaves_the_connection_to_the_next_request(straight):
    for _time in range(3):
        straight.post("/quan-tri/login/", f"Content-Length: {108 * KIB}", body=b"x" * 108 * KIB)
        answer = straight.answer()
        assert answer.startswith("HTTP/1.1 403 ")
        assert "Connection: keep-alive" in answer


def test_a_slow_body_is_not_waited_for_and_the_answer_says_so(straight):
    began = time.monotonic()
    straight.post("/quan-tri/login/", f"Content-Length: {108 * KIB}", body=b"x")
    answer = straight.answer()
    assert answer.startswith("HTTP/1.1 403 ")
    assert "Connection: close" in answer
    assert time.monotonic() - began < 5


def test_a_broken_body_ends_the_connection(straight):
    straight.post("/quan-tri/login/", "Transfer-Encoding: chunked", body=b"5\r\nabcdeXXnonsense\r\n")
    answer = straight.answer()
    assert answer.startswith("HTTP/1.1 403 ")
    assert "Connection: close" in answer


def test_who_asks_before_sending_a_body_is_told_to_go_on(straight):
    straight.post("/quan-tri/login/", f"Content-Length: {108 * KIB}", "Expect: 100-continue")
    assert straight.connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
    straight.connection.sendall(b"x" * 108 * KIB)
    answer = straight.answer()
    assert answer.startswith("HTTP/1.1 403 ")
    assert "Connection: keep-alive" in answer
