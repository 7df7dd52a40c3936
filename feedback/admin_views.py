"""One case before the staff: what was sent, what was done, what comes next; its files; the half-yearly report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from feedback.forms import HandlingForm
from feedback.handling import NEXT, handle
from feedback.models import CaseFile, FeedbackCase, State
from feedback.permissions import handles_all_cases, handles_cases
from feedback.report import Half, headings, rows_of
from foundations.members.roles import require_board
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE, build_workbook

NOT_FOR_UNITS = {State.SPAM, State.NEW}


@never_cache
def case_view(request, pk):
    """A case that the user may see, and the form of its next step."""
    if not handles_cases(request.user):
        raise PermissionDenied
    cases = FeedbackCase.objects.visible_to(request.user).select_related("unit", "forwarded_unit", "consent")
    case = get_object_or_404(cases, pk=pk)
    handles_all = handles_all_cases(request.user)
    states = [state for state in NEXT[case.state] if handles_all or state not in NOT_FOR_UNITS]
    initial = {name: getattr(case, name) for name in ("forwarded_unit", "forwarded_to", "answer", "reason")}
    form = HandlingForm(request.POST or None, states=states, initial=initial)
    if request.method == "POST" and form.is_valid():
        handle(case, user=request.user, **form.cleaned_data)
        messages.success(request, gettext("Đã ghi: %s.") % case.get_state_display())
        still_seen = FeedbackCase.objects.visible_to(request.user).filter(pk=pk).exists()
        return redirect("feedback_case", pk) if still_seen else redirect("wagtailadmin_home")
    context = {
        "case": case,
        "form": form,
        "files": case.files.all(),
        "events": case.events.all(),
        "page_title": case.number,
        "header_icon": "mail",
    }
    return TemplateResponse(request, "feedback/admin_case.html", context)


@never_cache
def file_view(request, pk):
    """An attachment, for whoever may read its case: always as a download, never opened in the page."""
    if not handles_cases(request.user):
        raise PermissionDenied
    visible = FeedbackCase.objects.visible_to(request.user).values("pk")
    kept = get_object_or_404(CaseFile.objects.filter(case__in=visible), pk=pk)
    try:
        opened = kept.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=kept.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def report_view(request):
    """The half-yearly report of Nghị định 20/2008; `?tai=xlsx` gives it as an Excel file."""
    require_board(request.user)
    half = Half.parse(request.GET.get("ky", "")) or Half.containing(timezone.localdate())
    rows = rows_of(half)
    if request.GET.get("tai") == "xlsx":
        sheet = (gettext("Báo cáo"), [gettext("Đơn vị"), *headings()], ([row.name, *row.counts] for row in rows))
        response = HttpResponse(build_workbook([sheet]), content_type=XLSX_CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="gop-y-phan-anh-{half.code}.xlsx"'
        return response
    context = {"half": half, "halves": Half.with_cases(), "rows": rows, "headings": headings()}
    context |= {"page_title": _("Báo cáo góp ý, phản ánh"), "header_icon": "mail"}
    return TemplateResponse(request, "feedback/admin_report.html", context)
