"""`make bench`: what a page costs, as ratios to an empty answer of the same server in the same minutes.

Every target is measured in each of several rounds, one after the other, so that a slow moment of the machine falls on
all of them. Every answer is checked. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import servers
from benchmarks.load import CONNECTIONS, Load, Request, put_load
from benchmarks.nginx_files import write_configuration
from benchmarks.tutorial import clean_environment, make_tutorial_site

EMPTY, STATIC, TUTORIAL = (
    "empty answer of gunicorn",
    "nginx, the article as a static file",
    "article of the plain tutorial site",
)
CACHED, COUNTING, UNCACHED, THROUGH = (
    "our article, counting on",
    "counting request",
    "our article, uncached",
    "our article through nginx",
)
READER = (
    "User-Agent",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36",
)


@dataclass
class Target:
    name: str
    server: servers.Server
    request: Request
    compared_with: str
    loads: list[Load] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # seconds a request

    def measure(self, seconds: float) -> None:
        before = self.server.processor_seconds()
        load = put_load(self.server.address, self.request, seconds)
        self.processor.append((self.server.processor_seconds() - before) / max(load.answers, 1))
        self.loads.append(load)

    @property
    def rate(self) -> float:
        return median(load.answers / load.seconds for load in self.loads)


def prepare_site(folder: Path) -> dict[str, str]:
    """Sets a site with demonstration content up and returns its environment."""
    environment = {
        **clean_environment(),
        "DJANGO_SETTINGS_MODULE": "site_project.settings",
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": "for a measurement alone",
        "BENCH_LOGS": str(folder),
    }
    subprocess.run(
        [sys.executable, "manage.py", "set_up", "--demo"],
        cwd=servers.ROOT,
        env=environment,
        check=True,
        stdout=sys.stderr,
    )
    return environment


def read(address: str, path: str) -> str:
    with urllib.request.urlopen(address + path, timeout=20) as answer:
        return answer.read().decode()


def find_article(address: str) -> Request:
    """An article of the demonstration with pictures, and its title as what a right answer holds."""
    front = read(address, "/")
    path = re.search(r'<h3[^>]*><a href="(/[^"]+/)"', front)[1]
    return Request(path, marker=re.search(r"<h1>([^<]+)</h1>", read(address, path))[1])


@contextlib.contextmanager
def readers(address: str, path: str):
    """A view counted every 50 ms while the block runs, so that the shown number changes all the time."""
    ended = threading.Event()

    def count() -> None:
        while not ended.wait(0.05):
            request = urllib.request.Request(
                address + path, method="POST", headers=dict([READER, ("Sec-Fetch-Site", "same-origin")])
            )
            with contextlib.suppress(OSError):
                urllib.request.urlopen(request, timeout=5).close()

    thread = threading.Thread(target=count)
    thread.start()
    yield
    ended.set()
    thread.join()


def targets(stack: contextlib.ExitStack, folder: Path) -> list[Target]:
    """Starts everything that is measured."""
    site, logs = prepare_site(folder), {**clean_environment(), "BENCH_LOGS": str(folder)}
    tutorial = folder / "tutorial"
    tutorial.mkdir()
    make_tutorial_site(tutorial)
    ports = [servers.free_port() for _server in range(5)]
    wsgi = "site_project.wsgi:application"
    pid_free = {**site, "DJANGO_SETTINGS_MODULE": "site_project.settings"}
    empty = stack.enter_context(servers.gunicorn("benchmarks.empty_answer:application", ports[0], servers.ROOT, site))
    ours = stack.enter_context(servers.gunicorn(wsgi, ports[1], servers.ROOT, pid_free))
    bare = stack.enter_context(servers.gunicorn(wsgi, ports[2], servers.ROOT, {**site, "PAGE_CACHE_MB": "0"}))
    plain = stack.enter_context(servers.gunicorn("mysite.wsgi:application", ports[3], tutorial, logs))
    article = find_article(ours.address)
    (folder / "article.html").write_text(read(ours.address, article.path))
    more = f"server {{ listen 127.0.0.1:{ports[4] + 1}; location = /article.html {{ root {folder}; }} }}"
    configuration = write_configuration(folder, ports[4], ports[1], Path(site["VAR_DIR"]), more)
    front = stack.enter_context(servers.nginx(configuration, ports[4], site))
    files = servers.Server(f"http://127.0.0.1:{ports[4] + 1}", front.process)
    counted = re.search(r'data-count-view="([^"]+)"', read(ours.address, article.path))[1]
    counting = Request(counted, "POST", 204, headers=(READER, ("Sec-Fetch-Site", "same-origin")))
    return [
        Target(EMPTY, empty, Request("/"), EMPTY),
        Target(CACHED, ours, article, EMPTY),
        Target(COUNTING, ours, counting, EMPTY),
        Target(TUTORIAL, plain, Request("/blog/post-1/", marker="Post 1"), TUTORIAL),
        Target(UNCACHED, bare, article, TUTORIAL),
        Target(STATIC, files, Request("/article.html", marker=article.marker), STATIC),
        Target(THROUGH, front, article, STATIC),
    ]


def report(measured: list[Target]) -> str:
    """The table: rates and times are medians of the rounds, ratios are of the same rounds."""
    by_name = {target.name: target for target in measured}
    lines = ["| what | req/s | p50 ms | p99 ms | CPU ms/req | throughput ratio | CPU ratio | compared with | wrong |"]
    lines += ["|---|---|---|---|---|---|---|---|---|"]
    for target in measured:
        base = by_name[target.compared_with]
        rate = median(
            one.answers / one.seconds / (other.answers / other.seconds)
            for one, other in zip(target.loads, base.loads, strict=True)
        )
        processor = median(one / other for one, other in zip(target.processor, base.processor, strict=True))
        p50, p99 = median(load.p50 for load in target.loads), median(load.p99 for load in target.loads)
        wrong = sum(load.wrong for load in target.loads)
        milliseconds = median(target.processor) * 1000
        numbers = f"{target.rate:,.0f} | {p50:.2f} | {p99:.2f} | {milliseconds:.3f} | {rate:.2f} | {processor:.2f}"
        lines.append(f"| {target.name} | {numbers} | {base.name} | {wrong} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, contextlib.ExitStack() as stack:
        measured = targets(stack, Path(name))
        ours, counted = measured[1], measured[2].request
        for number in range(options.rounds):
            for target in measured:
                with readers(ours.server.address, counted.path):
                    target.measure(options.seconds)
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        machine = f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}"
        rounds = f"{options.rounds} rounds of {options.seconds:g} s, {CONNECTIONS} connections"
        print(f"{time.strftime('%Y-%m-%d')}, {machine},\n{rounds}, load average {os.getloadavg()[1]:.1f}\n")
        print(report(measured))
    sys.exit(any(load.wrong for target in measured for load in target.loads))


if __name__ == "__main__":
    main()
