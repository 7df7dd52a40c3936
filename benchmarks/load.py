"""Load by wrk, or by a client of our own where it is missing.

wrk counts answers that are errors. To look into each answer, too, it would have to copy them all, on the cores that are
being measured: some twenty a second are asked for besides, and read whole.
"""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli

CONNECTIONS = 16

SCRIPT = """
wrk.method = "%(method)s"
%(headers)s
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format("RESULT %%d %%d %%d %%d %%d", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.timeout + e.status, latency:percentile(50), latency:percentile(99)))
end
"""
PAUSE = 0.05  # seconds between two answers that are read whole


@dataclass(frozen=True)
class Request:
    """What is asked for again and again, and what a right answer holds."""

    path: str
    method: str = "GET"
    status: int = 200
    marker: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Load:
    """What came of it: answers, seconds, wrong answers, median and 99th percentile in milliseconds."""

    answers: int
    seconds: float
    wrong: int
    p50: float
    p99: float


def put_load(address: str, request: Request, seconds: float) -> Load:
    return wrk(address, request, seconds) if shutil.which("wrk") else clients(address, request, seconds)


def wrk(address: str, request: Request, seconds: float) -> Load:
    headers = "\n".join(f'wrk.headers["{name}"] = "{value}"' for name, value in request.headers)
    words = {"method": request.method, "headers": headers}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "check.lua"
        script.write_text(SCRIPT % words)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", str(script)]
        with Sample(address, request) as sample:
            ended = subprocess.run([*command, address + request.path], capture_output=True, text=True, check=True)
    answers, microseconds, wrong, p50, p99 = map(int, re.search(r"RESULT (.+)", ended.stdout)[1].split())
    return Load(answers, microseconds / 1e6, wrong + sample.wrong, p50 / 1000, p99 / 1000)


class Sample:
    """Asks for the same as long as its block runs, and reads every answer whole."""

    def __init__(self, address: str, request: Request):
        self.host, self.request, self.wrong = urlsplit(address).netloc, request, 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def __enter__(self) -> Sample:
        self.thread.start()
        return self

    def __exit__(self, *_fault) -> None:
        self.ended.set()
        self.thread.join()

    def ask(self) -> None:
        connection = http.client.HTTPConnection(self.host, timeout=10)
        while not self.ended.wait(PAUSE):
            self.wrong += not is_right(connection, self.request)


def is_right(connection: http.client.HTTPConnection, request: Request) -> bool:
    """Whether the answer has the status and, unpacked, the words that it should."""
    connection.request(request.method, request.path, headers=dict(request.headers))
    answer = connection.getresponse()
    body = answer.read()
    if answer.headers["Content-Encoding"] == "br":
        body = brotli.decompress(body)
    return answer.status == request.status and request.marker.encode() in body


def clients(address: str, request: Request, seconds: float) -> Load:
    """The same by threads of Python: slower, so that ratios come out flatter than they are."""
    times: list[float] = []
    wrong = []
    started = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        while time.perf_counter() - started < seconds:
            before = time.perf_counter()
            good = is_right(connection, request)
            times.append(time.perf_counter() - before)
            if not good:
                wrong.append(request.path)

    threads = [threading.Thread(target=ask) for _client in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    p50, p99 = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    return Load(len(times), time.perf_counter() - started, len(wrong), p50, p99)
