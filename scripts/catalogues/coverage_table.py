"""The table of the catalogues' coverage, package by package, and what is missing as entries to fill in."""

import argparse
import sys
from importlib.metadata import version

import polib

from scripts.catalogues.coverage import Coverage, count_coverage
from scripts.catalogues.messages import Message

HEADING = ("package", "sentences", "translated", "doubtful", "missing", "%")


def render_table(rows: list[Coverage]) -> list[str]:
    """A heading, a line per package and the sum, in columns as wide as what stands in them."""
    cells = [HEADING, *map(get_cells, rows), get_cells(make_total(rows))]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADING))]
    return ["  ".join(pad_cells(line, widths)) for line in cells]


def pad_cells(line: tuple[str, ...], widths: list[int]) -> list[str]:
    return [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]


def get_cells(row: Coverage) -> tuple[str, ...]:
    name = f"{row.package} ({row.domain})" if row.domain == "djangojs" else row.package
    counts = (len(row.messages), len(row.ours) + len(row.theirs), len(row.fuzzy), len(row.missing))
    return (name, *map(str, counts), render_percent(row.percent))


def render_percent(percent: float) -> str:
    """Never rounded up to the whole: one sentence of two thousand is still one."""
    return "100" if percent == 100 else str(min(round(percent, 1), 99.9))


def make_total(rows: list[Coverage]) -> Coverage:
    groups = [[message for row in rows for message in row[place]] for place in range(2, len(Coverage._fields))]
    return Coverage("total", "", *groups)


def render_entry(message: Message) -> str:
    """What to put into the catalogue, its Vietnamese left open."""
    return str(
        polib.POEntry(
            msgid=message.sentence,
            msgid_plural=message.plural,
            msgctxt=message.context or None,
            msgstr_plural={0: ""} if message.plural else {},
        )
    )


def print_entries(rows: list[Coverage]) -> None:
    for row in rows:
        print(f"\n#. == {row.package} ({row.domain}.po) ==")
        for message in row.fuzzy + row.missing:
            print(render_entry(message))


def main(arguments: list[str]) -> int:
    """Returns 1 while a sentence lacks its Vietnamese, so that an upgrade of Wagtail says at once what is new."""
    parser = argparse.ArgumentParser(
        prog="catalogue_coverage",
        description="Counts which sentences of Wagtail, Django and their packages lack Vietnamese.",
    )
    parser.add_argument("--report", action="store_true", help="only tell; ends with 0 whatever is missing")
    parser.add_argument("--entries", action="store_true", help="print what is missing as entries to translate")
    options = parser.parse_args(arguments)
    rows = count_coverage()
    lacking = [row for row in rows if row.percent < 100]
    print("\n".join([f"Wagtail {version('wagtail')}, Django {version('django')}", *render_table(rows)]))
    if options.entries:
        print_entries(lacking)
    if not lacking or options.report:
        return 0
    print("Some sentences have no Vietnamese yet; --entries prints them.", file=sys.stderr)
    return 1
