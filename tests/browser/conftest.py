"""A site of its own for the browser tests: set up and served as `make run` does, on a free port, in a new folder."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import expect, sync_playwright

from tests.browser.admin_words import english_sentences
from tests.browser.management import Commands
from tests.migrated_database import copy_migrated_sqlite, only_one_process

# Playwright keeps an event loop in the process for as long as the browser is open. Django would refuse its database
# to every later test of the process, though nothing here runs in a coroutine.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
ROOT = Path(__file__).resolve().parent.parent.parent
START_WITHIN = 120  # seconds
PATIENCE = 20_000  # ms until an action or an expectation has failed; machines are busy
# Without windows first: the full browser draws one that nobody sees for each page, and takes 2.7 times as long.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Site:
    """A running site: its address, its environment, the demonstration accounts by user name."""

    address: str
    environment: dict[str, str]
    passwords: dict[str, str]
    commands: Commands | None = None

    def manage(self, *arguments: str) -> str:
        """Runs a management command of this site and returns what it printed. Raises CalledProcessError."""
        if self.commands and self.commands.environment == self.environment:
            return self.commands.run(arguments)
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_served(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/suc-khoe/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer within {START_WITHIN} s")


def make_environment(folder: Path, port: int) -> dict[str, str]:
    """The environment of a site that keeps everything in `folder`."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    return environment | {
        "DJANGO_SETTINGS_MODULE": "site_project.settings",
        "VAR_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": "only-for-tests",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }


def make_demonstration(folder: Path) -> None:
    """A demonstration site's folder, made once for all processes of a run: it takes 25 s of a processor."""
    if folder.exists():
        return
    begun = folder.with_name("begun")
    begun.mkdir()
    copy_migrated_sqlite(begun / "db.sqlite3")
    Site("", make_environment(begun, free_port()), {}).manage("set_up", "--demo")
    begun.rename(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """Each process has a copy of its own, set up again for its own address."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    base = tmp_path_factory.getbasetemp()
    made = (base if worker_id == "master" else base.parent) / "demonstration"
    with only_one_process(made.with_name("demonstration.lock")):
        make_demonstration(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    environment = make_environment(folder, port)
    running = Site(environment["SITE_URL"], environment, {})
    running.manage("set_up", "--demo")
    accounts = json.loads((folder / "tai-khoan-trinh-dien.json").read_text())
    running.passwords = {account["username"]: account["password"] for account in accounts}
    with served(running), closing(Commands(environment)) as running.commands:
        yield running


@contextmanager
def served(site: Site):
    """Runs gunicorn for `site` while the block runs; a traceback in its log is a failure."""
    log_file = Path(site.environment["VAR_DIR"]) / f"server-{site.environment['PORT']}.log"
    gunicorn = [str(Path(sys.executable).with_name("gunicorn"))]
    with log_file.open("w") as log:
        server = subprocess.Popen(gunicorn, cwd=ROOT, env=site.environment, stdout=log, stderr=log)
    try:
        wait_until_served(site.address, server)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert "Traceback" not in log_file.read_text(), log_file.read_text()[-3000:]


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium-headless-shell")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Opens a page in a new, empty browser profile: `open_page(width=360, script=False)`."""
    contexts, faults = [], []

    def note(error):
        # Names that no script gave. Requests cut off by leaving a page are errors of scripts too, and none of ours.
        if error.error.name in {"ReferenceError", "SyntaxError"}:
            faults.append(f"{error.page.url}: {error.error.message}")

    def opened(width=1280, height=900, script=True, cookies=()):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            base_url=site.address,
            locale="vi-VN",
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", note)
        context.add_cookies(list(cookies))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def get_kept_page(chromium, site):
    """A page that the tests of a process share: `get_kept_page(has_touch=True)`.

    For looks that leave nothing behind. Its browser has read the site's style sheets and scripts before.
    """
    pages = {}

    def get(**profile):
        key = tuple(sorted(profile.items()))
        if key not in pages:
            context = chromium.new_context(base_url=site.address, locale="vi-VN", **profile)
            context.set_default_timeout(PATIENCE)
            pages[key] = context.new_page()
        return pages[key]

    yield get
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def cookies_of():
    """What the browser of each account was given when it signed in, by user name."""
    return {}


@pytest.fixture
def signed_in(open_page, site, cookies_of):
    """A page of the editors' interface, signed in as one of the demonstration accounts.

    An account signs in once for many tests. Where a test has ended its session, it signs in again.
    """

    def signed(username, **profile):
        page = open_page(**profile, cookies=cookies_of.get(username, ()))
        page.goto("/quan-tri/")
        if "/login/" in page.url:
            page.context.clear_cookies()
            page.goto("/quan-tri/login/")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", site.passwords[username])
            page.click("button[type=submit]")
            page.wait_for_url("**/quan-tri/")
            cookies_of[username] = page.context.cookies()
        return page

    return signed


@pytest.fixture(scope="session")
def sentences(sentences_of_packages):
    """Every English sentence of the packages, as one pattern."""
    with translation.override("vi"):
        return english_sentences(sentences_of_packages)


@pytest.fixture(scope="session")
def add_address(site):
    """Where articles of the demonstration's unit are written."""
    code = (
        "from foundations.members.models import Membership; from news.models import NewsIndexPage;"
        "unit = Membership.objects.filter(user__username='nguoi-viet').first().unit;"
        "print(NewsIndexPage.objects.filter(unit=unit).first().pk)"
    )
    desk = site.manage("shell", "-v", "0", "-c", code).split()[-1]
    return f"/quan-tri/pages/add/news/articlepage/{desk}/"
