"""Imports in the editors' interface: a file is chosen once, looked at, stored, and can be taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE
from procedures.import_report import make_problem_list, make_report
from procedures.import_runs.actions import ACTIONS
from procedures.import_runs.forms import ImportForm
from procedures.import_runs.kept_files import keep_file
from procedures.import_runs.models import ImportRun
from procedures.import_runs.reporting import load_problems, load_remarks
from procedures.import_runs.review import build_context
from procedures.import_runs.starting import start
from procedures.import_runs.work import describe_failure

RIGHTS = ["procedures.add_procedure", "procedures.publish_procedure"]
REFRESH = 3  # seconds between two looks at a run that is at work
MAX_RUNS = 30


def check_rights(request: HttpRequest) -> None:
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied


@never_cache
def show_runs(request: HttpRequest):
    """The runs so far, and the form of a new one."""
    check_rights(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = make_run(request, form)
        if run:
            start(run)
            return redirect("procedures_import_run", run.pk)
    runs = ImportRun.objects.select_related("user").defer("problems", "warnings", "remarks")[:MAX_RUNS]
    context = {"form": form, "runs": runs, "page_title": _("Nhập thủ tục hành chính"), "header_icon": "download"}
    return TemplateResponse(request, "import_runs/runs.html", context)


def make_run(request: HttpRequest, form: ImportForm) -> ImportRun | None:
    """Keeps the file; None if the server cannot, which the form says."""
    upload = form.cleaned_data["file"]
    try:
        file = keep_file(upload)
    except OSError as error:
        form.add_error("file", describe_failure(error))
        return None
    options = vars(form.get_options())
    return ImportRun.objects.create(name=upload.name[-255:], file=file, user=request.user, options=options)


@never_cache
def show_run(request: HttpRequest, pk: int):
    """One run: how far it is, what it would change or has changed; a POST is one of the page's buttons."""
    check_rights(request)
    run = get_object_or_404(ImportRun.objects.select_related("user", "undoes"), pk=pk)
    if request.method == "POST":
        act = ACTIONS.get(request.POST.get("action", ""))
        answer = act(request, run) if act else None
        if answer is None or isinstance(answer, str):
            if answer:
                messages.error(request, answer)
            return redirect(request.get_full_path())
        return answer
    response = TemplateResponse(request, "import_runs/run.html", build_context(request, run))
    if run.is_working:
        response["Refresh"] = str(REFRESH)
    return response


def send_report(request: HttpRequest, pk: int):
    """The Excel list of what a person should look at, or of what kept the file from being taken."""
    check_rights(request)
    run = get_object_or_404(ImportRun, pk=pk)
    refused = load_problems(run.problems)
    content = make_problem_list(refused) if refused else make_report(run.read, load_remarks(run))
    response = HttpResponse(content, content_type=XLSX_CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="nhap-thu-tuc-{run.pk}-can-xem-lai.xlsx"'
    return response
