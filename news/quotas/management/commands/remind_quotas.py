"""`manage.py remind_quotas`: mails editors before a deadline and the board after it. Run it daily."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from news.quotas.recording import get_local_day
from news.quotas.reminders import UnsentMailError, send_due_reminders


class Command(BaseCommand):
    help = "Sends the quota reminders of today that have not been sent yet; none goes out twice."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print subjects and recipients, send nothing")

    def handle(self, *args, dry_run, verbosity, **options):
        def report(line: str) -> None:
            if verbosity:
                self.stdout.write(line)

        try:
            count = send_due_reminders(get_local_day(timezone.now()), report, dry_run=dry_run)
        except UnsentMailError as error:
            raise CommandError(f"Not sent, to be tried again: {error}") from error
        report(f"{count} {'to send' if dry_run else 'sent'}.")
