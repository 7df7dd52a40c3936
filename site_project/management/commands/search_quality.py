"""`manage.py search_quality FILE`: the rank of the expected result of each query. Columns: query, expected_id."""

import csv
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from news.article_imports.json_files import UnreadableError, find_json_files, read_object
from news.models import ArticlePage, NewsIndexPage
from procedures.models import Procedure
from site_project.search import search

MAX_RANK = 3


class Command(BaseCommand):
    help = "Prints the rank of the expected answer for each query of a CSV file; several ids are parted by |."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--show", type=int, default=0, help="also print the first SHOW answers of what was missed")

        parser.add_argument("--cards", type=Path, help="JSON files with id, title, facts: articles for this run alone")

    def handle(self, *args, file, show, cards, **options):
        rows = self.read_queries(file)
        with transaction.atomic():
            if cards:
                self.stdout.write(f"{load_cards(cards)} cards")
            self.measure(rows, show)
            transaction.set_rollback(True)

    def read_queries(self, file: Path) -> list[dict]:
        """The rows of the file. Raises CommandError."""
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.DictReader(opened))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{file}: {error}") from error
        if not rows or not {"query", "expected_id"} <= set(rows[0]):
            raise CommandError(f"{file}: no rows with the columns query and expected_id")
        return rows

    def measure(self, rows: list[dict], show: int) -> None:
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
            found = [names.get(answer.kind, {}).get(answer.key, answer.kind) for answer in answers]
            rank = next((place for place, name in enumerate(found, start=1) if name in expected), None)
            good += rank is not None and rank <= MAX_RANK
            self.stdout.write(f"{rank or '-':>4}  {row['query']}  [{row['expected_id']}]")
            if show and (rank is None or rank > MAX_RANK):
                for answer, name in list(zip(answers, found, strict=True))[:show]:
                    self.stdout.write(f"        {answer.score:.2f} {answer.kind} {name}"[:150])
        self.stdout.write(self.style.SUCCESS(f"{good} of {len(rows)} in the first {MAX_RANK}"))


def load_cards(folder: Path) -> int:
    """Creates articles from titles and facts of pages without their texts. Raises CommandError."""
    column = NewsIndexPage.objects.live().order_by("depth", "path").first()
    try:
        cards = [read_object(path) for path in find_json_files(folder)]
    except UnreadableError as error:
        raise CommandError(f"{folder}: {error}") from error
    for card in cards:
        if not {"id", "title"} <= set(card):
            raise CommandError(f"{folder}: a card without id or title")
        lead = " ".join([*card.get("facts", []), card.get("short_quote") or ""])
        column.add_child(instance=ArticlePage(title=card["title"][:255], lead=lead, import_id=card["id"]))
    return len(cards)
