"""`manage.py access_table FILE`: who reaches which address of the editors' interface, tried on a demonstration site."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import override_settings

from site_project.demonstration import load

DOCUMENT = settings.BASE_DIR / "docs" / "quyen-truy-cap.md"


class Command(BaseCommand):
    help = "Writes docs/quyen-truy-cap.md. Runs on demonstration content only, and keeps nothing of what it tries."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=DOCUMENT, help="where to write the table")

    def handle(self, *args, file, **options):
        from site_project.access.table import rows, written  # which needs what only tests and this need

        if not load.read_accounts():
            raise CommandError("This site has no demonstration content: make one with `set_up --demo` in a new folder.")
        locmem = "django.core.mail.backends.locmem.EmailBackend"
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(MEDIA_ROOT=folder, EMAIL_BACKEND=locmem),
            transaction.atomic(),
        ):
            table = rows()
            transaction.set_rollback(True)
        file.write_text(written(table), encoding="utf-8")
        self.stdout.write(f"{len(table)} addresses: {file}")
