"""Load by wrk, or by a client of our own where it is missing, with every answer checked."""

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

CONNECTIONS = 16

# Threads of wrk share nothing: each counts its own wrong answers, and `done` adds them up.
SCRIPT = """
wrk.method = "%(method)s"
%(headers)s
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(args) wrong = 0 end
function response(status, headers, body)
  if status ~= %(status)d or not string.find(body, "%(marker)s", 1, true) then wrong = wrong + 1 end
end
function done(summary, latency, requests)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %%d %%d %%d %%d %%d", summary.requests, summary.duration, wrong + lost,
    latency:percentile(50), latency:percentile(99)))
end
"""


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
    words = {"method": request.method, "status": request.status, "marker": request.marker, "headers": headers}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "check.lua"
        script.write_text(SCRIPT % words)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", str(script)]
        printed = subprocess.run([*command, address + request.path], capture_output=True, text=True, check=True).stdout
    answers, microseconds, wrong, p50, p99 = map(int, re.search(r"RESULT (.+)", printed)[1].split())
    return Load(answers, microseconds / 1e6, wrong, p50 / 1000, p99 / 1000)


def clients(address: str, request: Request, seconds: float) -> Load:
    """The same by threads of Python: slower, so that ratios come out flatter than they are."""
    times: list[float] = []
    wrong = []
    started = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        while time.perf_counter() - started < seconds:
            before = time.perf_counter()
            connection.request(request.method, request.path, headers=dict(request.headers))
            answer = connection.getresponse()
            body = answer.read()
            times.append(time.perf_counter() - before)
            if answer.status != request.status or request.marker.encode() not in body:
                wrong.append(answer.status)

    threads = [threading.Thread(target=ask) for _client in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    p50, p99 = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    return Load(len(times), time.perf_counter() - started, len(wrong), p50, p99)
