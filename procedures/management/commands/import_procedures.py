"""`manage.py import_procedures PATH`: full records (JSON) or lists (Excel, CSV); all or nothing."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError
from procedures.form_files import attach_forms, describe_forms
from procedures.form_sources import UnusableSourceError
from procedures.history import build_field_change
from procedures.import_report import describe_totals, make_problem_list, make_report
from procedures.models import Procedure
from procedures.reading.sources import make_source
from procedures.reading.tables import ListOptions
from procedures.storing import Options, run

MAX_SHOWN = 20
MAX_FORMS_SHOWN = 200


class Command(BaseCommand):
    help = "Imports procedures from a folder of JSON files, a JSON-lines file (.gz too), an Excel or a CSV list."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and compare everything, store nothing")
        parser.add_argument("--draft", action="store_true", help="store new procedures as drafts")
        parser.add_argument(
            "--complete", action="store_true", help="the source is the whole list: say what is gone from it"
        )
        parser.add_argument("--hidden", action="store_true", help="take hidden rows, columns and sheets of Excel too")
        parser.add_argument("--delimiter", default="", help="what parts the cells of a CSV file; found by itself")
        parser.add_argument(
            "--report", type=Path, metavar="FILE.xlsx", help="write an Excel list of what a person should look at"
        )

        parser.add_argument(
            "--forms", type=Path, metavar="FOLDER|ZIP", help="attach the files of forms that papers name, by file name"
        )

    def handle(self, *args, path, report, hidden, delimiter, forms, **options):
        refuse_bad_file(report)
        try:
            chosen = Options(**{name: options[name] for name in ("dry_run", "draft", "complete")})
            source = make_source(path, Procedure, ListOptions(delimiter=delimiter, take_hidden=hidden))
            outcome = run(source, chosen, report=self.stdout.write)
        except ImportRefusedError as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            write_file(report, make_problem_list(refusal.problems))
            raise CommandError(_("%s lỗi; không lưu thủ tục nào.") % len(refusal.problems)) from None
        write_file(report, make_report(outcome.read, outcome.remarks))
        outcome.warnings = [*source.notes, *outcome.warnings]
        for warning in outcome.warnings[:MAX_SHOWN]:
            self.stdout.write(self.style.WARNING(_("Lưu ý: %s") % warning))
        for code, changes in outcome.changed[:MAX_SHOWN]:
            self.stdout.write(f"  {code}: " + "; ".join(build_field_change(*change).name for change in changes))
        for code in outcome.gone[:MAX_SHOWN]:
            self.stdout.write(_("  %s không còn trong nguồn: đề nghị xem xét bãi bỏ") % code)
        summary = _(
            "Đọc %(read)s: %(new)s mới, %(changed)s thay đổi, %(unchanged)s giữ nguyên, "
            "%(gone)s không còn trong nguồn, %(warnings)s lưu ý."
        )
        counts = {name: len(getattr(outcome, name)) for name in ("new", "changed", "gone", "warnings")}
        self.stdout.write(
            self.style.SUCCESS(summary % {"read": outcome.read, "unchanged": outcome.unchanged, **counts})
        )
        for line in describe_totals(outcome.read, outcome.remarks):
            self.stdout.write(line)
        if forms:
            self.attach(forms, dry_run=chosen.dry_run)
        if chosen.dry_run:
            self.stdout.write(_("Chỉ kiểm tra: không lưu gì."))

    def attach(self, forms: Path, *, dry_run: bool) -> None:
        try:
            total, *lines = describe_forms(attach_forms(forms, dry_run=dry_run))
        except UnusableSourceError as error:
            raise CommandError(_("Thủ tục đã được lưu, nhưng chưa gắn được mẫu đơn: %s") % error) from error
        self.stdout.write(self.style.SUCCESS(total))
        for line in lines[:MAX_FORMS_SHOWN]:
            self.stdout.write(line)
        if len(lines) > MAX_FORMS_SHOWN:
            self.stdout.write(_("  … và %s dòng nữa") % (len(lines) - MAX_FORMS_SHOWN))


def refuse_bad_file(report: Path | None) -> None:
    """Says before the import that the list could not be written after it."""
    if report and (report.suffix.lower() != ".xlsx" or not report.parent.is_dir()):
        raise CommandError(_("%s: --report cần một tệp .xlsx trong một thư mục có sẵn.") % report)


def write_file(report: Path | None, content: bytes) -> None:
    if report is None:
        return
    try:
        report.write_bytes(content)
    except OSError as error:
        message = _("không ghi được %(file)s (%(reason)s)") % {"file": report, "reason": error.strerror}
        raise CommandError(message) from error
