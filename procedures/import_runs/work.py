"""A run from beginning to end, in whichever process: read and compare, wait for a person, store, clear up."""

from __future__ import annotations

import contextlib
import errno
import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError
from procedures.import_runs import kept_files
from procedures.import_runs.checking import Reader, check, store_reading, store_refusal
from procedures.import_runs.choices import RunState, Step
from procedures.import_runs.clearing import clear, empty_waste, forget_old_runs
from procedures.import_runs.models import ImportRun, Options
from procedures.import_runs.staging import prepare_all
from procedures.import_runs.swapping import swap
from procedures.import_runs.undoing import compare_with_run
from procedures.import_runs.worker import StoppedError, Worker
from procedures.models import Procedure
from procedures.reading.sources import make_source
from procedures.reading.tables import ListOptions

logger = logging.getLogger(__name__)
TRIES = 5  # to note that a run was interrupted
TRY_AFTER = 2  # seconds


def work_on(run: ImportRun, report: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Does the step at which the run stands. What goes wrong is written down in the run, as a sentence."""
    worker = Worker(run, report)
    try:
        if run.step == Step.READ:
            read(worker)
        else:
            store(worker)
    except StoppedError as stop:
        if stop.asked:
            note_interruption(run, _("Đã dừng theo yêu cầu."))
    except (DatabaseError, InterfaceError, OSError) as error:
        logger.exception("import run %s was interrupted", run.pk)
        note_interruption(run, describe_failure(error))


def read(worker: Worker) -> None:
    """Reads the kept file, or looks at the run that is to be undone. Keeps the file until it is read."""
    run = worker.run
    worker.begin(RunState.READING, Step.READ)
    if run.undoes_id:
        compare_with_run(worker)
        return
    word, options = run.file, run.get_options()
    path = kept_files.find_file(word)
    if path is None:
        note_interruption(run, _("Tệp không còn trên máy chủ; hãy chọn lại tệp."))
        return
    source = make_source(path, Procedure, ListOptions(delimiter=options.delimiter, take_hidden=options.hidden))
    with contextlib.suppress(ImportRefusedError):  # written down in the run
        read_from(worker, source)
    kept_files.drop_file(word)


def read_from(worker: Worker, reader: Reader) -> None:
    """Raises ImportRefusedError, after it has been written down."""
    forget_old_runs()
    try:
        reading = check(worker, reader)
    except ImportRefusedError as refusal:
        store_refusal(worker, refusal.problems)
        raise
    store_reading(worker, reading, getattr(reader, "notes", []))


def store(worker: Worker) -> None:
    """Goes on where the run stands."""
    if worker.run.step != Step.CLEAR:
        worker.begin(RunState.STORING, Step.STAGE)
        while empty_waste(worker):
            pass
        prepare_all(worker)
        swap(worker)
    worker.begin(RunState.STORING, Step.CLEAR)
    clear(worker)


def describe_failure(error: Exception) -> str:
    """A sentence for the clerk. Nothing of the list has changed, or all of it has."""
    text = str(error)
    if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT} or "full" in text or "No space left" in text:
        return _("Máy chủ hết chỗ trên đĩa. Danh mục không bị ghi dở; hãy báo quản trị, có chỗ rồi bấm “Tiếp tục”.")
    if isinstance(error, OSError):
        return _("Máy chủ không đọc hoặc không ghi được tệp (%s). Danh mục không bị ghi dở.") % (error.strerror or text)
    if "locked" in text:
        return _("Cơ sở dữ liệu đang bận quá lâu. Danh mục không bị ghi dở; hãy bấm “Tiếp tục”.")
    return _("Mất kết nối với cơ sở dữ liệu. Danh mục không bị ghi dở; hãy bấm “Tiếp tục”.")


def note_interruption(run: ImportRun, message: str) -> None:
    """Tries for some seconds; where even that cannot be written, the missing signs of life say it after a while."""
    for _attempt in range(TRIES):
        try:
            ImportRun.objects.filter(pk=run.pk).update(state=RunState.INTERRUPTED, message=message)
        except (DatabaseError, InterfaceError):
            if connection.in_atomic_block:
                return
            connection.close()
            time.sleep(TRY_AFTER)
        else:
            return


def run_import(reader: Reader, options: Options, report, name: str = "", user=None) -> ImportRun:
    """Reads and stores at once, in this process. Raises ImportRefusedError with all problems, and stores nothing then.

    `reader` gives the records; `report` takes lines that say how far it is. A dry run is left waiting for a person.
    """
    run = ImportRun.objects.create(name=name or _("dữ liệu"), user=user, options=vars(options))

    def tell(done: int, total: int) -> None:
        report(_("%(done)s/%(total)s bản ghi") % {"done": done, "total": total} if total else _("%s bản ghi") % done)

    worker = Worker(run, tell)
    worker.begin(RunState.READING, Step.READ)
    read_from(worker, reader)
    report(_("Đã kiểm tra %s bản ghi, không có lỗi.") % run.read)
    if not options.dry_run:
        store(worker)
    return run


def undo(undoing: ImportRun, *, dry_run: bool) -> None:
    """Looks at what can be taken back, and takes it back at once."""
    worker = Worker(undoing)
    read(worker)
    if not dry_run:
        store(worker)
