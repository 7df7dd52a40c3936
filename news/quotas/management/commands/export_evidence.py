"""`manage.py export_evidence`: writes the evidence packs of all units, or of one, to a ZIP file."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from foundations.units.models import Unit
from news.quotas.counting import build_ledger
from news.quotas.packs import PackSubject, make_unit_files, make_year_files, make_zip
from news.quotas.periods import Period


class Command(BaseCommand):
    help = "Writes evidence packs to a ZIP file, one folder a unit; articles are read a few at a time."

    def add_arguments(self, parser):
        parser.add_argument("period", help="2026, 2026-H2, 2026-Q4 or 2026-11")
        parser.add_argument("file", type=Path, help="the ZIP file to write")
        parser.add_argument("--unit", help="slug of the only unit wanted")

    def handle(self, *args, period, file, unit, **options):
        wanted = Period.parse(period)
        if wanted is None:
            raise CommandError(f"{period!r} is no period: write 2026, 2026-H2, 2026-Q4 or 2026-11.")
        ledger = build_ledger(wanted)
        if unit:
            found = Unit.objects.filter(slug=unit).first()
            if found is None:
                raise CommandError(f"There is no unit {unit!r}.")
            files = make_unit_files(PackSubject(ledger, found.pk, wanted))
        else:
            files = make_year_files(ledger, wanted, self.show_progress)
        unfinished = file.with_name(f"{file.name}.part")
        with unfinished.open("wb") as target:
            for piece in make_zip(files):
                target.write(piece)
        unfinished.replace(file)
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes")

    def show_progress(self, number: int, total: int, unit: str) -> None:
        self.stdout.write(f"{number}/{total} {unit}")
        self.stdout.flush()
