"""How gunicorn sends an answer and where its workers run."""

import os
import runpy
from pathlib import Path
from types import SimpleNamespace

from site_project.worker import MOST_HELD, JoinedWrites

CONFIGURATION = Path(__file__).parent.parent / "gunicorn.conf.py"


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
    JoinedWrites(connection).sendall(b"x" * (MOST_HELD + 1))
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
