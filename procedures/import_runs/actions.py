"""The buttons of a run's page. Each returns nothing, a sentence why not, or where to go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from procedures.import_runs.choices import RowKind, RowState, RunState, Step
from procedures.import_runs.clearing import give_up
from procedures.import_runs.models import ImportRun
from procedures.import_runs.starting import start
from procedures.import_runs.undoing import make_undoing


def choose(request: HttpRequest, run: ImportRun) -> str | None:
    """Takes the ticked rows of the page and leaves its others."""
    if run.state != RunState.READ:
        return _("Lần nhập này không còn chờ duyệt.")
    shown = run.rows.filter(pk__in=get_keys(request, "shown"), state=RowState.WAITING)
    taken = get_keys(request, "taken")
    shown.exclude(pk__in=taken).update(taken=False)
    shown.filter(pk__in=taken).update(taken=True)
    return None


def get_keys(request: HttpRequest, name: str) -> list[int]:
    return [int(key) for key in request.POST.getlist(name) if key.isdecimal() and len(key) < 19]


def take_all(_request: HttpRequest, run: ImportRun) -> None:
    set_all(run, taken=True)


def leave_all(_request: HttpRequest, run: ImportRun) -> None:
    set_all(run, taken=False)


def set_all(run: ImportRun, *, taken: bool) -> None:
    if run.state == RunState.READ:
        run.rows.filter(state=RowState.WAITING).exclude(kind=RowKind.GONE).update(taken=taken)


def store(request: HttpRequest, run: ImportRun) -> str | None:
    """Stores what is taken, with the choices of the page from which the button was pressed."""
    if reason := choose(request, run):
        return reason
    if not run.rows.filter(taken=True, state=RowState.WAITING).exists():
        return _("Chưa lấy thủ tục nào nên không có gì để ghi.")
    if other := find_storing(run):
        return _("Lần nhập số %s đang ghi; hãy chờ xong.") % other.pk
    run.step = Step.STAGE
    run.save(update_fields=["step"])
    start(run)
    return None


def find_storing(run: ImportRun) -> ImportRun | None:
    others = ImportRun.objects.filter(state=RunState.STORING).exclude(pk=run.pk)
    return next((each for each in others if each.is_working), None)


def stop(_request: HttpRequest, run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk).update(stop_asked=True)


def go_on(_request: HttpRequest, run: ImportRun) -> str | None:
    if not run.is_interrupted:
        return _("Lần nhập này không bị ngắt.")
    if run.step == Step.READ and not run.undoes_id and not run.file:
        return _("Tệp không còn trên máy chủ; hãy chọn lại tệp.")
    start(run)
    return None


def drop(_request: HttpRequest, run: ImportRun) -> str | HttpResponse:
    """Forgets a run of which nothing is in the list."""
    if run.is_working or run.stored_at:
        return _("Lần nhập đang chạy hoặc đã ghi thì không bỏ được.")
    give_up(run)
    return redirect("procedures_import")


def undo(request: HttpRequest, run: ImportRun) -> str | HttpResponse:
    """Looks at what can be taken back; that is stored like an import, after a look."""
    if not run.can_be_undone:
        return _("Chỉ gỡ được lần nhập đã ghi xong.")
    undoing = make_undoing(run, request.user)
    start(undoing)
    return redirect("procedures_import_run", undoing.pk)


ACTIONS = {
    "chon": choose,
    "lay-het": take_all,
    "bo-het": leave_all,
    "ghi": store,
    "dung": stop,
    "tiep-tuc": go_on,
    "bo": drop,
    "go": undo,
}
