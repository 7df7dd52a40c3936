"""What a run of the suite did, said at its end: tests by group, tools there or not, the slowest files and tests."""

from __future__ import annotations

import os
import shutil
from collections import Counter

import pytest
from django.db import connection

# Asking for one of these is opening the database; without them and without the mark pytest-django refuses it.
DATABASE_FIXTURES = {
    "admin_client",
    "admin_user",
    "db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "django_db_setup",
    "live_server",
    "transactional_db",
}
BROWSER = "in the browser"
DATABASE = "with a database"
PLAIN = "without a database"
SLOWEST = 10


def is_opening_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def find_group(item) -> str:
    if item.get_closest_marker("browser"):
        return BROWSER
    return DATABASE if is_opening_database(item) else PLAIN


class RunReport:
    """Collects what the processes of a run report, and prints it."""

    def __init__(self):
        self.tests, self.subtests, self.seconds = Counter(), Counter(), Counter()
        self.calls, self.files, self.skipped = Counter(), Counter(), Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items):
        """Marks what opens a database, for `-m database`; long tests come first, so that none is left for the end."""
        for item in items:
            group = find_group(item)
            if group == DATABASE:
                item.add_marker("database")
            item.user_properties.append(("group", group))
        items.sort(key=lambda item: item.get_closest_marker("long") is None)

    def pytest_runtest_logreport(self, report):
        group = dict(report.user_properties).get("group", "")
        if isinstance(report, pytest.SubtestReport):
            self.subtests[group] += 1
            return
        self.seconds[group] += report.duration
        self.files[report.nodeid.partition("::")[0]] += report.duration
        if report.when == "call" or report.skipped:
            self.tests[group] += 1
        if report.when == "call":
            self.calls[report.nodeid] = report.duration
        if report.skipped and isinstance(report.longrepr, tuple):
            self.skipped[report.longrepr[2].removeprefix("Skipped: ")] += 1

    def pytest_terminal_summary(self, terminalreporter):
        if not self.tests:
            return
        write = terminalreporter.write_line
        terminalreporter.section("which checks ran")
        for group, number in self.tests.most_common():
            subtests = f" with {self.subtests[group]} subtests" if self.subtests[group] else ""
            write(f"{group}: {number} tests{subtests}, {self.seconds[group]:.0f} s of work")
        for tool, words in find_tools().items():
            write(f"{tool}: {words}")
        for reason, number in self.skipped.items():
            write(f"not run: {number} × {reason}")
        for what, seconds in (("tests", self.calls), ("files", self.files)):
            terminalreporter.section(f"the {SLOWEST} slowest {what}")
            for name, duration in seconds.most_common(SLOWEST):
                write(f"{duration:6.1f} s  {name}")


def find_tools() -> dict[str, str]:
    """What the tests work with where it is there."""
    from tests.browser.conftest import BROWSERS  # only at the end: it brings Playwright with it
    from tests.browser.fronts import NGINX

    database = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    if connection.vendor == "sqlite":
        database += '; for PostgreSQL: scripts/with_postgresql make test ARGS="-m database"'
    return {
        "Database": database,
        "Chromium": next(filter(None, map(shutil.which, BROWSERS)), None) or "missing, browser tests fail",
        "nginx": NGINX or "missing, its tests are skipped",
        "LibreOffice": shutil.which("soffice") or "missing, files are not opened with it",
        "Small disk": "mounted" if os.geteuid() == 0 else "not mounted: that needs root",
    }
