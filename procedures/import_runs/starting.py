"""Starts the process of a run, which outlives the request, the browser's tab and the server's worker."""

from __future__ import annotations

import subprocess
import sys
import threading

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.import_runs.choices import RunState, Step
from procedures.import_runs.models import ImportRun


def start(run: ImportRun) -> None:
    """Sets the run going at the step where it stands."""
    run.state = RunState.READING if run.step == Step.READ else RunState.STORING
    run.seen_at, run.message, run.stop_asked, run.done, run.total = timezone.now(), "", False, 0, 0
    run.save(update_fields=["state", "seen_at", "message", "stop_asked", "done", "total"])
    try:
        start_process(run)
    except OSError as error:
        run.state, run.message = RunState.INTERRUPTED, _("Máy chủ chưa bắt đầu được (%s).") % error.strerror
        run.save(update_fields=["state", "message"])


def start_process(run: ImportRun) -> None:
    # A session of its own: signals to the server's group do not reach it.
    process = subprocess.Popen(  # noqa: S603 (nothing of a user's is in the command but a number)
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_import", str(run.pk)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Whoever starts a process must ask how it ended, or it stays in the system's table.
    threading.Thread(target=process.wait, daemon=True).start()
