"""`manage.py search_quality FILE`: at which rank each query finds what it should. FILE has query, expected_id."""

import csv
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from news.models import ArticlePage
from procedures.models import Procedure
from site_project.search import PROCEDURE, search

WITHIN = 3


class Command(BaseCommand):
    help = "Prints the rank of the expected answer for each query of a CSV file; several ids are parted by |."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--show", type=int, default=0, help="also print the first SHOW answers of what was missed")

    def handle(self, *args, file, show, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.DictReader(opened))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{file}: {error}") from error
        if not rows or not {"query", "expected_id"} <= set(rows[0]):
            raise CommandError(f"{file}: no rows with the columns query and expected_id")
        names = {
            "thu-tuc": dict(Procedure.objects.values_list("pk", "code")),
            "tin-bai": {
                key: import_id or slug
                for key, import_id, slug in ArticlePage.objects.values_list("pk", "import_id", "slug")
            },
        }
        good = 0
        for row in rows:
            expected = set(row["expected_id"].split("|"))
            answers = search(row["query"])
            found = [names[answer.kind][answer.key] for answer in answers]
            rank = next((place for place, name in enumerate(found, start=1) if name in expected), None)
            good += rank is not None and rank <= WITHIN
            self.stdout.write(f"{rank or '-':>4}  {row['query']}  [{row['expected_id']}]")
            if show and (rank is None or rank > WITHIN):
                for answer, name in list(zip(answers, found, strict=True))[:show]:
                    model = Procedure if answer.kind == PROCEDURE else ArticlePage
                    self.stdout.write(f"        {answer.score:.2f} {name} {model.objects.get(pk=answer.key)}"[:150])
        self.stdout.write(self.style.SUCCESS(f"{good} of {len(rows)} in the first {WITHIN}"))
