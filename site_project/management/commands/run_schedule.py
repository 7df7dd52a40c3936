"""`manage.py run_schedule`: scheduled publishing, reminders and checks, for a site without cron."""

import logging
import os
import time

from django.core.management import BaseCommand, call_command
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)
INTERVAL_SECONDS = 3  # seconds; with the 11 that caches before the site keep a page, one that expires is gone within 15
REMINDER_HOURS = range(7, 20)  # local; nobody is mailed at midnight, and a mail that failed is tried again

CHECKING_HOUR = 3  # local; published pages are rendered then, once a day


class Command(BaseCommand):
    help = (
        "Publishes and expires scheduled pages every three seconds and sends quota reminders every hour of the day, "
        "until the process that started it ends."
    )

    def handle(self, *args, **options):
        parent, settled, reminded, checked = os.getppid(), None, None, None
        while os.getppid() == parent:
            self.run("publish_scheduled")
            now = timezone.localtime()
            if settled != now.minute:
                settled = now.minute
                self.run("settle_memberships")
            if now.hour in REMINDER_HOURS and reminded != now.hour:
                reminded = now.hour
                self.run("remind_quotas")
                self.run("forget_uploads")
            if now.hour == CHECKING_HOUR and checked != now.date():
                checked = now.date()
                self.run("check_internal_links")
            close_old_connections()
            self.wait(parent)

    def run(self, command: str):
        """Runs one command; logs a failure, so that the next turns are not affected."""
        try:
            call_command(command, verbosity=0)
        except Exception:
            logger.exception("%s failed; trying again in its next turn.", command)

    def wait(self, parent: int):
        """Sleeps until the next turn, or until the parent process ends."""
        for _second in range(INTERVAL_SECONDS):
            if os.getppid() != parent:
                return
            time.sleep(1)
