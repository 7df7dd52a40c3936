"""`manage.py import_procedures PATH`: full records (JSON) or lists (Excel, CSV); all or nothing."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError, Problem
from procedures.form_files import attach_forms, describe_forms
from procedures.form_sources import UnusableSourceError
from procedures.history import build_field_change
from procedures.import_report import describe_totals, make_problem_list, make_report
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.models import ImportRun, Options
from procedures.import_runs.reporting import load_remarks
from procedures.import_runs.undoing import make_undoing
from procedures.import_runs.work import describe_failure, run_import, undo
from procedures.models import Procedure
from procedures.reading.sources import make_source
from procedures.reading.tables import ListOptions

MAX_SHOWN = 20
MAX_FORMS_SHOWN = 200


class Command(BaseCommand):
    help = "Imports procedures from a folder of JSON files, a JSON-lines file (.gz too), an Excel or a CSV list."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, nargs="?")
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
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back what this run of before stored")

    def handle(self, *args, path, report, undo, **options):
        try:
            if undo is not None:
                self.undo(undo, dry_run=options["dry_run"])
            elif path is None:
                raise CommandError(_("Cần đường dẫn của tệp, hoặc --undo và số của lần nhập."))
            else:
                self.import_path(path, report, options)
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(describe_failure(error)) from error

    def import_path(self, path: Path, report: Path | None, options: dict) -> None:
        refuse_bad_file(report)
        chosen = Options(**{name: options[name] for name in ("dry_run", "draft", "complete", "hidden", "delimiter")})
        source = make_source(path, Procedure, ListOptions(delimiter=chosen.delimiter, take_hidden=chosen.hidden))
        try:
            run = run_import(source, chosen, report=self.stdout.write, name=path.name or str(path))
        except ImportRefusedError as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            write_file(report, make_problem_list(refusal.problems))
            raise CommandError(_("%s lỗi; không lưu thủ tục nào.") % len(refusal.problems)) from None
        remarks = load_remarks(run)
        write_file(report, make_report(run.read, remarks))
        self.say_what_was_found(run)
        for line in describe_totals(run.read, remarks):
            self.stdout.write(line)
        if options["forms"]:
            self.attach(options["forms"], dry_run=chosen.dry_run)
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

    def say_what_was_found(self, run: ImportRun) -> None:
        for warning in run.warnings[:MAX_SHOWN]:
            self.stdout.write(self.style.WARNING(_("Lưu ý: %s") % Problem(*warning)))
        changed = run.rows.filter(kind=RowKind.CHANGED)
        for code, changes in changed.values_list("code", "changes")[:MAX_SHOWN]:
            self.stdout.write(f"  {code}: " + "; ".join(build_field_change(*change).name for change in changes))
        for code in run.rows.filter(kind=RowKind.GONE).values_list("code", flat=True)[:MAX_SHOWN]:
            self.stdout.write(_("  %s không còn trong nguồn: đề nghị xem xét bãi bỏ") % code)
        self.name_left_rows(run)
        summary = _(
            "Đọc %(read)s: %(new)s mới, %(changed)s thay đổi, %(unchanged)s giữ nguyên, "
            "%(gone)s không còn trong nguồn, %(warnings)s lưu ý."
        )
        counts = {kind.name.lower(): run.count(kind=kind) for kind in (RowKind.NEW, RowKind.CHANGED, RowKind.GONE)}
        numbers = {"read": run.read, "unchanged": run.unchanged, "warnings": len(run.warnings), **counts}
        self.stdout.write(self.style.SUCCESS(summary % numbers))
        self.stdout.write(_("Lần nhập số %s.") % run.pk)

    def name_left_rows(self, run: ImportRun) -> None:
        """Those that were not stored, each with its reason."""
        left = run.rows.filter(state__in=[RowState.OVERTAKEN, RowState.FAILED, RowState.KEPT])
        for row in left[:MAX_SHOWN]:
            message = f"  {row.code}: {row.get_state_display()}. {row.message}"
            self.stdout.write(self.style.WARNING(message.strip()))
        if (total := left.count()) > MAX_SHOWN:
            self.stdout.write(_("  … và %s thủ tục nữa") % (total - MAX_SHOWN))

    def undo(self, number: int, *, dry_run: bool) -> None:
        run = ImportRun.objects.filter(pk=number).first()
        if run is None or not run.can_be_undone:
            raise CommandError(_("Không có lần nhập số %s đã ghi xong để gỡ.") % number)
        undoing = make_undoing(run, None)
        undo(undoing, dry_run=dry_run)
        self.name_left_rows(undoing)
        counts = {
            "removed": undoing.count(kind=RowKind.REMOVE, taken=True),
            "restored": undoing.count(kind=RowKind.RESTORE, taken=True),
            "kept": undoing.count(taken=False),
        }
        sentence = _("%(removed)s thủ tục gỡ khỏi danh mục, %(restored)s trả về nội dung trước, %(kept)s giữ nguyên.")
        self.stdout.write(self.style.SUCCESS(sentence % counts))
        if dry_run:
            undoing.delete()
            self.stdout.write(_("Chỉ kiểm tra: không lưu gì."))
        elif undoing.state != RunState.STORED:
            raise CommandError(undoing.message)


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
