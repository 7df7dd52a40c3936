"""What is withdrawn is gone behind nginx within 15 seconds, and does not come back when the site stops."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

import brotli
import pytest
import requests

from tests.browser.conftest import ROOT
from tests.browser.fronts import Front, needs_nginx, nginx_before
from tests.browser.test_durability import Server

pytestmark = [pytest.mark.browser, needs_nginx]

WITHIN = 15  # seconds
LISTS = (
    "/",
    "/cai-cach-hanh-chinh/",
    "/nguon-tin/tat-ca.rss",
    "/nguon-tin/tat-ca.atom",
    "/nguon-tin/tat-ca.json",
    "/api/v1/tin-bai/",
    "/sitemap-trang.xml",
)
# Two readers; what they send makes two stored copies of a page.
READERS = (
    {"Accept-Encoding": "gzip, deflate, br"},
    {"Accept-Encoding": "gzip", "Cookie": "display=contrast:higher"},
)
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}


class Withdrawal:
    """A process of the site that made content and withdraws it when it is told to."""

    def __init__(self, environment: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.withdrawing"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.made = json.loads(self.process.stdout.readline())

    def withdraw(self) -> float:
        """Withdraws all, and returns the moment."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "withdrawn\n"
        return time.monotonic()

    def addresses(self, group: str) -> dict[str, str]:
        """Where readers see the things of a group, with the words that must go."""
        found = {}
        for name, thing in self.made.items():
            if not name.startswith(f"{group}, ") or name.endswith("untouched"):
                continue
            path, words = thing["path"], thing["text"]
            found[path] = words
            if thing["is_article"]:
                found |= dict.fromkeys((f"{path}?trang=2", f"/en{path}", f"{path}tai-ve/html/"), words)
                found |= {} if name.endswith("moved") else {f"/api/v1/tin-bai/{thing['pk']}/": words}
        return found

    @property
    def words(self) -> list[str]:
        """What no list may name any more: titles but of what only moved, addresses but of what is only changed."""
        gone = [(name, thing) for name, thing in self.made.items() if "untouched" not in name and thing["is_article"]]
        titles = [thing["text"] for name, thing in gone if not name.endswith("moved")]
        return [*titles, *(thing["path"] for name, thing in gone if not name.endswith("changed"))]


@pytest.fixture
def server(site, tmp_path):
    running = Server(site, tmp_path, tmp_path / "server.log")
    running.start()
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def withdrawal(server):
    made = Withdrawal(server.environment)
    yield made
    made.process.stdin.close()
    made.process.wait(timeout=30)
    made.process.stdout.close()


@pytest.fixture
def front(server, tmp_path):
    (tmp_path / "nginx").mkdir()
    with nginx_before(tmp_path / "nginx", server.port, server.folder) as running:
        yield running


def stop_at_once(server: Server) -> None:
    """As a crash would: no process of the site lives on, none answers another request."""
    for process in [*server.workers(), server.process.pid]:
        os.kill(process, signal.SIGKILL)
    server.process.wait(timeout=30)


def text_of(answer: requests.Response) -> str:
    decode = DECODE.get(answer.headers.get("Content-Encoding"), bytes)
    return decode(answer.raw_body).decode(errors="replace")


def still_shown(front: Front, addresses: dict[str, str]) -> list[str]:
    """The addresses at which a reader still sees what must go."""
    answers = [(path, words, front.get(path, **reader)) for path, words in addresses.items() for reader in READERS]
    return [path for path, words, answer in answers if answer.status_code == 200 and words in text_of(answer)]


def naming_lists(front: Front, withdrawal: Withdrawal) -> list[str]:
    """The lists that still name what must go."""
    texts = [(path, text_of(front.get(path, **reader))) for path in LISTS for reader in READERS]
    return [path for path, text in texts if any(words in text for words in withdrawal.words)]


def ask_until(front: Front, addresses: dict[str, str], moment: float) -> None:
    while time.monotonic() < moment:
        still_shown(front, addresses | dict.fromkeys(LISTS, ""))
        time.sleep(0.3)


@pytest.mark.long
def test_what_is_withdrawn_goes_while_the_site_runs_and_stays_away_when_it_stops(server, front, withdrawal):
    asked, unasked = withdrawal.addresses("asked"), withdrawal.addresses("unasked")
    untouched = withdrawal.made["asked, untouched"]
    for addresses in (asked, unasked):
        assert still_shown(front, addresses) == [path for path in addresses for _reader in READERS]
    assert set(naming_lists(front, withdrawal)) == set(LISTS)
    moment = withdrawal.withdraw()
    ask_until(front, asked, moment + WITHIN - 3)
    assert still_shown(front, asked) == []
    assert naming_lists(front, withdrawal) == []
    still_public = {untouched["path"]: untouched["text"]}
    assert len(still_shown(front, still_public)) == len(READERS)
    stop_at_once(server)
    assert len(still_shown(front, still_public)) == len(READERS)  # for some seconds
    time.sleep(max(0, moment + WITHIN - time.monotonic()))
    assert still_shown(front, asked | unasked) == []
    server.start()
    assert still_shown(front, asked | unasked) == []
    assert front.get(withdrawal.made["asked, moved"]["path"]).status_code == 301
    assert front.get(withdrawal.made["asked, deleted"]["path"]).status_code == 404
    assert len(still_shown(front, still_public)) == len(READERS)


@pytest.mark.long
def test_what_is_withdrawn_goes_though_the_site_stops_at_the_same_moment(server, front, withdrawal):
    asked, unasked = withdrawal.addresses("asked"), withdrawal.addresses("unasked")
    for addresses in (asked, unasked):
        assert len(still_shown(front, addresses)) == len(addresses) * len(READERS)
    naming_lists(front, withdrawal)
    moment = withdrawal.withdraw()
    stop_at_once(server)
    ask_until(front, asked, moment + WITHIN - 1)
    assert still_shown(front, asked | unasked) == []
    assert naming_lists(front, withdrawal) == []
