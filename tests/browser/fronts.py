"""A real nginx with `deploy/nginx.conf` in front of a running site."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from benchmarks.nginx_files import write_configuration
from tests.browser.conftest import free_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed")


class Front:
    """A running nginx before the site, and what its log says of each answer."""

    def __init__(self, address: str, folder: Path):
        self.address, self.folder, self.log = address, folder, folder / "access.log"

    def get(self, path: str, method: str = "GET", **headers) -> requests.Response:
        # Without what `requests` would add by itself.
        plain = {"Accept-Encoding": None, "Connection": "close", **headers}
        options = {"headers": plain, "stream": True, "allow_redirects": False, "timeout": 30}
        with requests.request(method, self.address + path, **options) as answer:
            answer.raw_body = answer.raw.read(decode_content=False)
        return answer

    def post(self, path: str, **headers) -> int:
        return requests.post(self.address + path, headers=headers, timeout=30).status_code


@contextmanager
def nginx_before(folder: Path, site_port: int, var_dir: Path) -> Iterator[Front]:
    """Runs nginx before the site at `site_port`, with its files in `folder`, until the block ends."""
    port = free_port()
    main = write_configuration(folder, port, site_port, var_dir)
    # So that tests can read it at once, and tell one request from another.
    text = (folder / "site.conf").read_text().replace(" buffer=64k flush=10s", "").replace(" $uri ", " $request_uri ")
    (folder / "site.conf").write_text(text)
    command = [NGINX, "-p", str(folder), "-c", str(main)]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr, tried.stderr
    nginx = subprocess.Popen([*command, "-g", "daemon off;"])
    running = Front(f"http://127.0.0.1:{port}", folder)
    try:
        wait_until_it_answers(running)
        yield running
    finally:
        nginx.terminate()
        nginx.wait(timeout=10)


def wait_until_it_answers(front: Front) -> None:
    for _attempt in range(100):
        try:
            front.get("/suc-khoe/")
            return
        except requests.ConnectionError:
            time.sleep(0.1)
