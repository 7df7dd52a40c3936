"""Servers to measure, started on free ports of the loopback, and the processor time they take."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN = 60  # seconds


@dataclass
class Server:
    address: str
    process: subprocess.Popen

    def processor_seconds(self) -> float:
        """User and system time of the process and all below it, of children that ended too."""
        return sum(map(seconds_of, family(self.process.pid)))


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(descendant for child in children for descendant in family(int(child)))]


def seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK  # utime, stime, cutime, cstime


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], port: int, cwd: Path, environment: dict[str, str]) -> Iterator[Server]:
    """Starts a server and waits until it answers. Raises RuntimeError with its last words where it does not."""
    log = Path(environment["BENCH_LOGS"]) / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=output, stderr=output)
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/", process, log)
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_answer(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{process.args} does not answer: {log.read_text()[-2000:]}")


def gunicorn(application: str, port: int, cwd: Path, environment: dict[str, str]):
    """Any application with the workers, threads and settings that the site itself is served with.

    Where our code is not at hand, gunicorn's own class of workers serves.
    """
    command = [str(Path(sys.executable).with_name("gunicorn")), "-c", str(ROOT / "gunicorn.conf.py")]
    command += ["--bind", f"127.0.0.1:{port}", "--max-requests", "0"]
    command += [application] if cwd == ROOT else ["--worker-class", "gthread", application]
    return running(command, port, cwd, {**environment, "SCHEDULER": "0"})


def nginx(configuration: Path, port: int, environment: dict[str, str]):
    command = ["nginx", "-p", str(configuration.parent), "-c", str(configuration), "-g", "daemon off;"]
    return running(command, port, configuration.parent, environment)
