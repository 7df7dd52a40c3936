"""`manage.py catalogue_coverage`: how much of the editors' interface is in Vietnamese, package by package.

Ends with 1 while a sentence lacks its Vietnamese, so that an upgrade of Wagtail says at once what is new.
"""

import sys
from importlib.metadata import version

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundations.vietnamese.coverage import Coverage, coverage
from foundations.vietnamese.messages import Message


def lines_of_table(rows: list[Coverage]) -> list[str]:
    """A heading, a line per package and the sum, in columns as wide as what stands in them."""
    heading = (_("Gói"), _("Số câu"), _("Đã dịch"), _("Chưa chắc"), _("Còn thiếu"), "%")
    cells = [heading, *map(cells_of_row, rows), cells_of_row(total_of(rows))]
    widths = [max(len(line[place]) for line in cells) for place in range(len(heading))]
    return ["  ".join(fitted(line, widths)) for line in cells]


def fitted(line: tuple[str, ...], widths: list[int]) -> list[str]:
    return [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]


def cells_of_row(row: Coverage) -> tuple[str, ...]:
    name = f"{row.package} ({row.domain})" if row.domain == "djangojs" else row.package
    counts = (len(row.messages), len(row.ours) + len(row.theirs), len(row.fuzzy), len(row.missing))
    return (name, *map(str, counts), shown_percent(row.percent))


def shown_percent(percent: float) -> str:
    """Never rounded up to the whole: one sentence of two thousand is still one."""
    return "100" if percent == 100 else str(min(round(percent, 1), 99.9)).replace(".", ",")


def total_of(rows: list[Coverage]) -> Coverage:
    groups = [[message for row in rows for message in row[place]] for place in range(2, len(Coverage._fields))]
    return Coverage(_("Tổng cộng"), "", *groups)


def entry_to_fill(message: Message) -> str:
    """What to put into the catalogue, its Vietnamese left open."""
    import polib

    return str(
        polib.POEntry(
            msgid=message.sentence,
            msgid_plural=message.plural,
            msgctxt=message.context or None,
            msgstr_plural={0: ""} if message.plural else {},
        )
    )


class Command(BaseCommand):
    help = "Counts which sentences of Wagtail, Django and their packages have no Vietnamese; needs polib."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--report", action="store_true", help="only tell; ends with 0 whatever is missing")
        parser.add_argument("--entries", action="store_true", help="print what is missing as entries to translate")

    def handle(self, *args, **options):
        try:
            rows = coverage()
        except ImportError:
            raise CommandError(_("Thiếu polib: hãy cài requirements-dev.txt rồi chạy lại.")) from None
        lacking = [row for row in rows if row.percent < 100]
        self.stdout.write(
            "\n".join([f"Wagtail {version('wagtail')}, Django {version('django')}", *lines_of_table(rows)])
        )
        if options["entries"]:
            self.write_entries(lacking)
        if lacking and not options["report"]:
            self.stderr.write(_("Còn câu chưa có tiếng Việt; chạy lại với --entries để xem."))
            sys.exit(1)

    def write_entries(self, rows: list[Coverage]):
        for row in rows:
            self.stdout.write(f"\n#. == {row.package} ({row.domain}.po) ==")
            for message in row.fuzzy + row.missing:
                self.stdout.write(entry_to_fill(message))
