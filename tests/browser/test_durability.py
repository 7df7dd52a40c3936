"""What was answered is counted: workers and master killed under load, several that fold at once, a full disk."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from foundations.counters.tokens import sign
from tests.browser.conftest import ROOT, free_port, wait_until_served
from tests.foundations.counting import PHONE

pytestmark = pytest.mark.browser

CLIENTS, VIEWS = 16, 20_000
ARTICLES = range(900_001, 900_051)  # no such articles: a token is enough, and nobody else counts them
GUNICORN = str(Path(sys.executable).with_name("gunicorn"))


class Server:
    """A server with a copy of the site's database, which may be killed and started again on the same port."""

    def __init__(self, site, folder: Path, log: Path):
        self.folder, self.log, self.port = folder, log, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        changed = {"VAR_DIR": str(folder), "PORT": str(self.port), "SITE_URL": self.address, "SCHEDULER": "0"}
        self.environment = {**site.environment, **changed}
        old = sqlite3.connect(Path(site.environment["VAR_DIR"]) / "db.sqlite3")
        with closing(old), closing(sqlite3.connect(folder / "db.sqlite3")) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=WAL")
        (folder / "static").symlink_to(Path(site.environment["VAR_DIR"]) / "static")
        self.process = None

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [GUNICORN, "--max-requests", "0"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        wait_until_served(self.address, self.process)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def kill(self) -> None:
        """The master alone; its workers notice by themselves."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def fold(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", "fold_views"], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )

    def stored(self) -> Counter:
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            rows = database.execute("SELECT object_id, views FROM counters_dailyviews WHERE kind = 'tin'")
            return Counter(dict(rows))

    def token(self, pk: int) -> str:
        return f"tin-{pk}-{sign('tin', pk, self.environment['SECRET_KEY'])}"

    def request(self, pk: int) -> bytes:
        head = f"POST /dem/{self.token(pk)}?va HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {PHONE}\r\n"
        return f"{head}Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n".encode()


@contextmanager
def served(site, folder: Path, log: Path):
    server = Server(site, folder, log)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Client(threading.Thread):
    """A reader without end: asks for views until enough were answered, over one connection as long as it holds."""

    def __init__(self, server: Server, requests: dict[int, bytes], turn):
        super().__init__(daemon=True)
        self.server, self.requests, self.turn = server, requests, turn
        self.answered, self.unanswered, self.other = Counter(), Counter(), Counter()
        self.connection = None

    def run(self):
        while (pk := self.turn()) is not None:
            while not self.views(pk):
                pass
        if self.connection is not None:
            self.connection.close()

    def views(self, pk: int) -> bool:
        """Whether this view was answered. One that was sent but not answered may have been counted or not."""
        try:
            self.connection = self.connection or socket.create_connection(("127.0.0.1", self.server.port), timeout=10)
        except OSError:
            time.sleep(0.02)  # nobody listens just now
            return False
        try:
            self.connection.sendall(self.requests[pk])
            answer = self.connection.recv(4096)
        except OSError:
            answer = b""
        if not answer.endswith(b"\r\n\r\n"):
            self.connection.close()
            self.connection = None
            self.unanswered[pk] += 1
            return False
        if not answer.startswith(b"HTTP/1.1 204 "):
            self.other[answer[9:12]] += 1
            return False
        self.answered[pk] += 1
        return True


class Turns:
    """Hands out the articles in turn until all views are given."""

    def __init__(self, total: int):
        self.left, self.lock = total, threading.Lock()

    def __call__(self):
        with self.lock:
            if self.left == 0:
                return None
            self.left -= 1
            return ARTICLES[self.left % len(ARTICLES)]

    def wait_until_left(self, number: int) -> None:
        while self.left > number:
            time.sleep(0.005)


@pytest.mark.long
def test_killed_workers_and_a_killed_master_lose_no_answered_view(site, tmp_path):
    """Every 204 that a client received is stored, once; beyond them at most what was sent and not answered."""
    with served(site, tmp_path, tmp_path / "server.log") as server:
        turns, requests = Turns(VIEWS), {pk: server.request(pk) for pk in ARTICLES}
        clients = [Client(server, requests, turns) for _each in range(CLIENTS)]
        for client in clients:
            client.start()
        for number in (1, 2, 3):
            turns.wait_until_left(VIEWS - number * VIEWS // 5)
            os.kill(server.workers()[number % 2], signal.SIGKILL)
        turns.wait_until_left(VIEWS // 5)
        server.kill()
        server.start()
        for client in clients:
            client.join(timeout=60)
        folders = [server.fold() for _each in range(3)]  # beside the worker that folds
        assert [folder.wait(timeout=60) for folder in folders] == [0, 0, 0]
    assert server.fold().wait(timeout=60) == 0
    answered = sum((client.answered for client in clients), Counter())
    unanswered = sum((client.unanswered for client in clients), Counter())
    stored = server.stored()
    assert answered.total() == VIEWS
    assert sum((client.other for client in clients), Counter()) == {}
    assert unanswered.total() <= CLIENTS * 8  # four kills, each of which may cut off every client's connection
    wrong = {pk: stored[pk] for pk in ARTICLES if not answered[pk] <= stored[pk] <= answered[pk] + unanswered[pk]}
    assert wrong == {}
    assert not list((server.folder / "counters").glob("*.views"))


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip(
            "Mounting a small disk needs root. (tests/foundations/test_counting.py fills a file to its limit without.)"
        )
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def status_of(server: Server, pk: int) -> int:
    request = urllib.request.Request(f"{server.address}/dem/{server.token(pk)}?va", method="POST")
    request.add_header("User-Agent", PHONE)
    request.add_header("Sec-Fetch-Site", "same-origin")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    return filler


@pytest.mark.long
def test_on_a_full_disk_pages_are_served_and_counting_goes_on_when_there_is_room(site, small_disk, tmp_path):
    pk, answered = ARTICLES[0], 0
    with served(site, small_disk, tmp_path / "server.log") as server:
        answered += sum(status_of(server, pk) == 204 for _each in range(50))
        filler = fill_up(small_disk)
        statuses = Counter(status_of(server, pk) for _each in range(400))  # more than the last pages have room for
        answered += statuses[204]
        assert set(statuses) == {204, 503}
        with urllib.request.urlopen(server.address, timeout=20) as page:
            assert page.status == 200
        time.sleep(2.5)  # a turn of folding on the full disk
        filler.unlink()
        after = Counter(status_of(server, pk) for _each in range(50))
        answered += after[204]
        assert after == {204: 50}
    log = (tmp_path / "server.log").read_text()
    assert "A view was not counted: " in log
    assert "Traceback" not in log
    assert server.fold().wait(timeout=60) == 0
    assert server.stored()[pk] == answered
