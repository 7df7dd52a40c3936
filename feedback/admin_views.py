"""Views of the staff: one case, its files, and the half-yearly report."""

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
from feedback.handling import NEXT_STATES, change_state
from feedback.models import CaseFile, CaseState, FeedbackCase
from feedback.permissions import can_handle_all_cases, can_handle_cases
from feedback.report import HalfYear, build_rows, get_headings
from foundations.members.roles import require_board
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE, build_workbook

BOARD_ONLY_STATES = {CaseState.SPAM, CaseState.NEW}


@never_cache
def show_case(request, pk):
    """A case that the user may see, with the form of its next step."""
    if not can_handle_cases(request.user):
        raise PermissionDenied
    cases = FeedbackCase.objects.visible_to(request.user).select_related("unit", "forwarded_unit", "consent")
    case = get_object_or_404(cases, pk=pk)
    handles_all = can_handle_all_cases(request.user)
    states = [state for state in NEXT_STATES[case.state] if handles_all or state not in BOARD_ONLY_STATES]
    initial = {name: getattr(case, name) for name in ("forwarded_unit", "forwarded_to", "answer", "reason")}
    form = HandlingForm(request.POST or None, states=states, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_state(case, user=request.user, **form.cleaned_data)
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
def send_file(request, pk):
    """An attachment, for users who may see its case. Always a download, never shown in the browser."""
    if not can_handle_cases(request.user):
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


def show_report(request):
    """The half-yearly report (Nghị định 20/2008); `?tai=xlsx` downloads it as an Excel file."""
    require_board(request.user)
    half = HalfYear.parse(request.GET.get("ky", "")) or HalfYear.from_day(timezone.localdate())
    rows = build_rows(half)
    if request.GET.get("tai") == "xlsx":
        sheet = (gettext("Báo cáo"), [gettext("Đơn vị"), *get_headings()], ([row.name, *row.counts] for row in rows))
        response = HttpResponse(build_workbook([sheet]), content_type=XLSX_CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="gop-y-phan-anh-{half.code}.xlsx"'
        return response
    context = {"half": half, "halves": HalfYear.find_all(), "rows": rows, "headings": get_headings()}
    context |= {"page_title": _("Báo cáo góp ý, phản ánh"), "header_icon": "mail"}
    return TemplateResponse(request, "feedback/admin_report.html", context)
