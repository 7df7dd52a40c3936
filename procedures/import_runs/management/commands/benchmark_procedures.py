"""`manage.py benchmark_procedures FILE`: queries and times of the pages with 100 to 10,000 procedures."""

import os
import time
from itertools import count
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procedures.import_runs.models import Options
from procedures.import_runs.work import run_import
from procedures.models import Procedure
from procedures.reading.sources import make_source

SIZES = [100, 1000, 10000]
RUNS = 20
PAGES = {
    "list": "/thu-tuc-hanh-chinh/",
    "filter": "/thu-tuc-hanh-chinh/?cap=xa&phi=mien-phi",
    "search": "/thu-tuc-hanh-chinh/?q=cap+lai+giay+phep",
    "search, accents": "/thu-tuc-hanh-chinh/?q=%C4%91%C4%83ng+k%C3%BD+khai+sinh",
    "detail": None,
}


class Command(BaseCommand):
    help = "Fills an EMPTY database with copies of the records of FILE under new codes and measures the public pages."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        if Procedure.objects.exists():
            raise CommandError("This database has procedures. Set VAR_DIR or DATABASE_URL to an empty one.")
        originals = [record for _place, record in make_source(file, Procedure)() if isinstance(record, dict)]
        self.stdout.write(f"| procedures | {' | '.join(PAGES)} |\n|---|{'---|' * len(PAGES)}")
        stored = 0
        for size in SIZES:
            fresh = list(make_copies(originals, stored, size))
            run_import(lambda fresh=fresh: iter(fresh), Options(), report=lambda line: None)
            stored = size
            self.stdout.write(f"| {size} | {' | '.join(self.measured(page) for page in PAGES.values())} |")

    def measured(self, page: str | None) -> str:
        client = Client(SERVER_NAME="127.0.0.1")
        page = page or Procedure.objects.order_by("pk")[50].get_absolute_url()
        client.get(page)  # the copy in memory is made once a process
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page)
            queries = len(captured)
        if answer.status_code != 200:
            raise CommandError(f"{page}: {answer.status_code}")
        # The processor's time, which other work on the machine changes least.
        start = get_processor_seconds()
        for _run in range(RUNS):
            client.get(page)
        return f"{queries} queries, {(get_processor_seconds() - start) / RUNS * 1000:.0f} ms"


def get_processor_seconds() -> float:
    """What this process has used, with SQLite in it, or with its PostgreSQL process, which must run on this machine."""
    used = time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stat = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        used += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return used


def make_copies(originals: list[dict], start: int, end: int):
    """Records number `start` to `end` of an endless row of copies, each with a code of its own."""
    for number in count(start):
        if number >= end:
            return
        code = f"{number // 900_000 + 1}.{number % 900_000 + 100_000:06}"
        yield code, {**originals[number % len(originals)], "code": code}
