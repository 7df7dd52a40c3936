"""`manage.py run_schedule`: what a cron table would do, for a site that has none: scheduled publishing and expiry."""

import logging
import os
import time

from django.core.management import BaseCommand, call_command
from django.db import close_old_connections

logger = logging.getLogger(__name__)
INTERVAL = 60  # seconds


class Command(BaseCommand):
    help = "Publishes and expires scheduled pages every minute, until the process that started it ends."

    def handle(self, *args, **options):
        parent = os.getppid()
        while os.getppid() == parent:
            try:
                call_command("publish_scheduled", verbosity=0)
            except Exception:  # one failed minute must not end all later ones
                logger.exception("Scheduled publishing failed; trying again in %s seconds.", INTERVAL)
            close_old_connections()
            self.wait(parent)

    def wait(self, parent: int):
        """Sleeps to the next turn, but no longer than the parent lives."""
        for _second in range(INTERVAL):
            if os.getppid() != parent:
                return
            time.sleep(1)
