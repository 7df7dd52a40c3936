"""`manage.py set_up`: prepares database, static files and first pages, so that the site can be served."""

import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from foundations.delivery import static_files
from site_project.demonstration import load
from site_project.first_tree import make_first_tree


class Command(BaseCommand):
    help = "Prepares the database, the first tree and the static files; with --demo also demonstration content."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load demonstration content into an empty local site")

    def handle(self, *args, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.migrate()
        with self.report_step("First tree: home page, columns, groups, workflow"):
            make_first_tree()
        if demo and load.is_empty():
            self.load_demonstration()
        with self.report_step("Static files"):
            static_files.collect_static_files()

    @contextmanager
    def report_step(self, words: str):
        """Prints what is being done, and then the seconds that it took."""
        self.stdout.write(f"{words} … ", ending="")
        self.stdout.flush()
        begun = time.monotonic()
        yield
        self.stdout.write(f"{time.monotonic() - begun:.1f} s")

    def migrate(self):
        """Migrates only if needed: checking takes a tenth of a second, Django's command two seconds."""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not waiting:
            self.stdout.write("Database: no migration waits")
            return
        with self.report_step(f"Database: {len(waiting)} migrations"):
            call_command("migrate", interactive=False, verbosity=0)

    def load_demonstration(self):
        self.stdout.write("Demonstration content:")
        begun = time.monotonic()

        def report(part: str):
            nonlocal begun
            self.stdout.write(f"  {part} … {time.monotonic() - begun:.1f} s")
            self.stdout.flush()
            begun = time.monotonic()

        try:
            load.load_demonstration(report)
        except load.DemonstrationRefusedError as refusal:
            self.stderr.write(f"No demonstration content: {refusal}")
