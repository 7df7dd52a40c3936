"""`manage.py search_quality FILE`: how good the search is. Columns: query, expected_id, and perhaps kind.

`--generated N` asks for names of the catalogue itself, mistyped in several ways: a measure that cannot be tuned to.
"""

import csv
import random
import time
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from foundations.searching.measure import Tally, make_heading
from foundations.searching.synonyms import get_synonyms
from foundations.searching.trials import get_changes
from news.article_imports.json_files import UnreadableError, find_json_files, read_object
from news.models import ArticlePage, NewsIndexPage
from procedures import catalogue
from procedures.models import Procedure
from procedures.twins import split_name
from site_search.search import ARTICLE, PROCEDURE, find

MAX_RANK = 3
MAX_QUERY_LENGTH = 200  # as the search page cuts queries


class Command(BaseCommand):
    help = (
        "Prints the rank of the expected answer for each query of a CSV file (several ids are parted by |; twins of a "
        "procedure count as it does), then success at 1, 3 and 10, mean reciprocal rank and processor time by kind."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--show", type=int, default=0, help="also print the first SHOW answers of what was missed")
        parser.add_argument("--cards", type=Path, help="JSON files with id, title, facts: articles for this run alone")
        parser.add_argument("--index", type=Path, help="CSV with id and ten: names of procedures stored without a code")
        parser.add_argument("--generated", type=int, metavar="N", help="ask for N names, mistyped in each way")
        parser.add_argument("--seed", type=int, default=1, help="of the choice of names and errors")

    def handle(self, *args, file, show, cards, index, generated, seed, **options):
        if not (file or generated):
            raise CommandError("a FILE, or --generated N")
        self.show, self.names = (
            show,
            {row["id"]: row["ten"] for row in read_rows(index, {"id", "ten"})} if index else {},
        )
        rows = read_rows(file, {"query", "expected_id"}) if file else []
        with transaction.atomic():
            if cards:
                self.stdout.write(f"{load_cards(cards)} cards")
            if rows:
                self.measure(rows)
            transaction.set_rollback(True)
        if generated:
            self.measure_generated(generated, seed)

    def measure(self, rows: list[dict]) -> None:
        """Asks the queries; those of whose expected answers nothing is stored are only named."""
        ids = {
            PROCEDURE: dict(Procedure.objects.values_list("pk", "code")),
            ARTICLE: {
                pk: each or slug for pk, each, slug in ArticlePage.objects.values_list("pk", "import_id", "slug")
            },
        }
        tallies, absent = {"": Tally()}, 0
        matters = {code: split_name(name)[0] for code, name in Procedure.objects.values_list("code", "name")}
        for row in rows:
            expected = set(row["expected_id"].split("|"))
            stored = expected & {each for of_kind in ids.values() for each in of_kind.values()}
            wanted = {matters.get(each) or split_name(self.names.get(each, ""))[0] for each in expected} - {""}
            if not (stored or wanted & set(matters.values())):
                absent += 1
                self.stdout.write(f"   ?  {row['query']}  [{row['expected_id']}]")
                continue
            keys = {(kind, pk) for kind, of_kind in ids.items() for pk, each in of_kind.items() if each in stored}
            rank, seconds, answers = ask(row["query"], keys, wanted)
            for kind in {"", row.get("kind") or ""}:
                tallies.setdefault(kind, Tally()).add(rank, seconds)
            self.stdout.write(f"{rank or '-':>4}  {row['query']}  [{row['expected_id']}]")
            for answer in answers[: self.show] if rank is None or rank > MAX_RANK else []:
                name = ids.get(answer.kind, {}).get(answer.key, answer.key)
                self.stdout.write(f"        {answer.score:.2f} {answer.kind} {name}"[:150])
        self.print_tallies(tallies)
        whole = tallies[""]
        told = f"{whole.count_within(MAX_RANK)} of {len(whole.ranks)} in the first {MAX_RANK}"
        self.stdout.write(self.style.SUCCESS(f"{told}; {absent} without a stored answer" if absent else told))

    def measure_generated(self, number: int, seed: int) -> None:
        """Asks for names of the catalogue in each way of mistyping."""
        listed, tallies = catalogue.get_current(), {}
        for kind, change in get_changes(get_synonyms()).items():
            chance, tallies[kind] = random.Random(seed), Tally()  # noqa: S311 (it only mistypes names)
            places = chance.sample(range(len(listed.keys)), min(number, len(listed.keys)))
            for place in places:
                query = change(listed.names[place], chance)[:MAX_QUERY_LENGTH]
                tallies[kind].add(*ask(query, set(), {split_name(listed.names[place])[0]})[:2])
        self.stdout.write(f"Names of {len(listed.keys)} procedures, seed {seed}:")
        self.print_tallies(tallies)

    def print_tallies(self, tallies: dict[str, Tally]) -> None:
        self.stdout.write(make_heading())
        for kind in sorted(tallies):
            self.stdout.write(tallies[kind].describe(kind or "all"))


def ask(query: str, expected: set[tuple], matters: set[str]) -> tuple[int | None, float, list]:
    """The rank of the first answer that is expected, the processor time in seconds, and the answers."""
    listed, begun = catalogue.get_current(), time.process_time()
    answers = find(query).answers
    seconds = time.process_time() - begun

    def is_right(answer) -> bool:
        if (answer.kind, answer.key) in expected:
            return True
        return answer.kind == PROCEDURE and listed.split_name(answer.key)[0] in matters

    ranks = (rank for rank, head in enumerate(answers, start=1) if any(map(is_right, (head, *head.twins))))
    return next(ranks, None), seconds, answers


def read_rows(file: Path, columns: set[str]) -> list[dict]:
    """The rows of a CSV file with these columns. Raises CommandError."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{file}: {error}") from error
    if not rows or not columns <= set(rows[0]):
        raise CommandError(f"{file}: no rows with the columns {' and '.join(sorted(columns, reverse=True))}")
    return rows


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
