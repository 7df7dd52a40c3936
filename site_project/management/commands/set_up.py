"""`manage.py set_up`: everything between an empty folder and a site that can be served. Safe to repeat."""

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from site_project import static_files
from site_project.demonstration import load
from site_project.first_tree import make_first_tree


class Command(BaseCommand):
    help = "Prepares the database, the first tree and the static files; with --demo also demonstration content."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load demonstration content into an empty local site")

    def handle(self, *args, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.migrate()
        make_first_tree()
        if demo and load.is_empty():
            self.load_demonstration()
        if static_files.collect():
            self.stdout.write("Collected the static files.")

    def migrate(self):
        """Only where a migration waits: looking costs a tenth of a second, Django's own command two."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def load_demonstration(self):
        self.stdout.write("Loading demonstration content …")
        try:
            load.load_demonstration(report=lambda line: self.stdout.write(f"  {line}"))
        except load.RefusedDemonstration as refusal:
            self.stderr.write(f"No demonstration content: {refusal}")
