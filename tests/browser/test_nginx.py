"""`deploy/nginx.conf` with a real nginx in front of the real site."""

import gzip
import re
import time
from pathlib import Path

import brotli
import pytest
import requests

from tests.browser.fronts import Front, needs_nginx, nginx_before
from tests.browser.test_many_editors import signed_in_session
from tests.foundations.counting import PHONE

pytestmark = [pytest.mark.browser, needs_nginx]


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    port, var_dir = int(site.environment["PORT"]), Path(site.environment["VAR_DIR"])
    with nginx_before(tmp_path_factory.mktemp("nginx"), port, var_dir) as running:
        yield running


def kept(front: Front, path: str, **headers) -> list[str]:
    """What nginx did with two requests for an address that nobody asked for before: MISS, HIT, BYPASS …"""
    front.get(path, **headers)
    front.get(path, **headers)
    lines, deadline = [], time.monotonic() + 10
    while len(lines) < 2 and time.monotonic() < deadline:  # a line is written once the answer has gone
        lines = [line.split() for line in front.log.read_text().splitlines()]
        lines = [line[-1] for line in lines if line[2] == path]
    return lines


def test_a_page_is_kept_and_is_the_page_of_the_site(front, site):
    assert kept(front, "/?thu=1") == ["MISS", "HIT"]
    front_page, own = front.get("/?thu=1"), requests.get(f"{site.address}/?thu=1", timeout=30)
    numbers = re.compile(rb'<data class="count"[^<]*</data>')  # may move by now
    assert numbers.sub(b"", front_page.raw_body) == numbers.sub(b"", own.content)
    for name in ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Content-Type"):
        assert front_page.headers[name] == own.headers[name]


@pytest.mark.parametrize(
    ("accepted", "coding", "decompress"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("deflate", None, bytes),
    ],
)
def test_each_browser_gets_its_encoding_of_one_kept_page(front, accepted, coding, decompress):
    for _time in range(2):
        answer = front.get("/?thu=2", **{"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == coding
        assert b"<title>" in decompress(answer.raw_body)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/quan-tri/login/", {}),
        ("/?thu=3", {"Cookie": "sessionid=abc"}),
        ("/?thu=4", {"Cookie": "display=contrast:higher; sessionid=abc"}),
        ("/?thu=5", {"Authorization": "Basic YTpi"}),
        ("/suc-khoe/", {}),
        ("/khong-co-trang-nay/", {}),
    ],
)
def test_what_is_for_one_reader_is_not_kept(front, path, headers):
    assert "HIT" not in kept(front, path, **headers)


def test_an_editor_is_not_given_a_kept_page_nor_does_hers_stay(front, site):
    front.get("/?thu=6")
    editor = signed_in_session(site)
    cookie = "; ".join(f"{name}={value}" for name, value in editor.cookies.items())
    answer = front.get("/?thu=6", Cookie=cookie)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "public" in front.get("/?thu=6").headers["Cache-Control"]


def test_a_choice_of_display_is_a_page_of_its_own(front):
    cookie = {"Cookie": "display=contrast:higher"}
    assert kept(front, "/?thu=7", **cookie) == ["MISS", "HIT"]
    assert b'data-contrast="higher"' in front.get("/?thu=7", **cookie).raw_body
    assert b'data-contrast="higher"' not in front.get("/?thu=7").raw_body


def test_every_view_is_counted_though_the_page_is_kept(front, site):
    path = re.search(rb'<h3[^>]*><a href="(/[^"]+/)"', front.get("/").raw_body)[1].decode()
    page = front.get(path).raw_body.decode()
    counted = re.search(r'data-count-view="([^"]+)"', page)[1]
    kind, pk = re.match(r"/dem/([a-z]+)-(\d+)-", counted).groups()
    question = f"from foundations.counters.totals import get_total; print(get_total('{kind}', {pk}))"
    before = int(site.manage("shell", "-v", "0", "-c", question))
    for _view in range(120):
        front.get(path)
        assert front.post(f"{counted}?va", **{"User-Agent": PHONE, "Sec-Fetch-Site": "same-origin"}) == 204
    deadline = time.monotonic() + 30
    while (now := int(site.manage("shell", "-v", "0", "-c", question))) < before + 120 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert now == before + 120
    while f'value="{now}"' not in front.get(path).raw_body.decode() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert f'value="{now}"' in front.get(path).raw_body.decode()


def test_static_files_come_compressed_and_may_be_kept_for_good(front):
    address = re.search(rb'href="(/static/[^"]+\.css)"', front.get("/").raw_body)[1].decode()
    answer = front.get(address, **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--paper" in gzip.decompress(answer.raw_body)


def test_no_address_of_a_reader_is_logged(front):
    front.get("/?thu=8")
    assert "127.0.0.1" not in front.log.read_text()
