"""`manage.py work_on_import RUN`: the step at which a run stands; the editors' interface starts it by itself."""

import contextlib
import os

from django.core.management import BaseCommand

from procedures.import_runs.models import ImportRun
from procedures.import_runs.work import work_on


class Command(BaseCommand):
    help = "Reads or stores an import of procedures; started by the editors' interface, in a process of its own."

    def add_arguments(self, parser):
        parser.add_argument("run", type=int)

    def handle(self, *args, run, **options):
        # gunicorn's workers are each bound to one core, and what they start inherits that.
        if hasattr(os, "sched_setaffinity"):
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, range(os.cpu_count() or 1))
        work_on(ImportRun.objects.get(pk=run))
