"""The public pages of procedures."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.legal_documents.models import LegalDocument
from foundations.page_copies.html_files import make_self_contained
from foundations.page_copies.pdf_files import NoPdfNowError, can_make_pdf, get_pdf
from foundations.page_copies.qr_codes import render_qr_code
from procedures import catalogue
from procedures.detail import CASE, build_detail_context, find_chosen_parts, get_dossier
from procedures.history import get_changes
from procedures.linked_data import build_schema_org, get_address
from procedures.listing import Listing
from procedures.models import LifeEvent, ListDecision, Procedure
from procedures.next_steps import find_next_steps

MAX_EVENTS = 12


def get_list_crumb() -> tuple[str, str]:
    return (reverse("procedure_list"), _("Thủ tục hành chính"))


def render_list(request):
    """All procedures: search, filters, life events."""
    listing = Listing(request.GET)
    context = {
        "title": _("Thủ tục hành chính"),
        "listing": listing,
        "page_of_list": listing.page,
        "filters": listing.build_filters(),
        "used": listing.get_used_filters(),
        "events": LifeEvent.objects.all()[:MAX_EVENTS] if not (listing.words or listing.chosen) else [],
        "nearest": listing.find_nearest() if listing.words and not listing.total else [],
    }
    if listing.words and not listing.total:
        context |= find_next_steps(listing.ideas)
    return render(request, "procedures/procedure_list.html", context)


def find_procedure(code: str) -> Procedure:
    """The live procedure of that code with all its parts. Raises Http404."""
    return get_object_or_404(Procedure.objects.live().with_parts(), code=code)


def render_procedure(request, code):
    """One procedure. A code with lost zeros leads to the whole one."""
    try:
        shown = find_procedure(code)
    except Http404:
        keys = catalogue.get_current().find_by_code(code)
        if len(keys) != 1:
            raise
        return HttpResponsePermanentRedirect(Procedure.objects.get(pk=keys[0]).get_absolute_url())
    about = _("Hồ sơ, thời hạn, phí, lệ phí và nơi nộp: %(name)s") % {"name": shown.name}
    context = {
        "crumbs": [get_list_crumb()],
        "weasyprint": can_make_pdf(),
        "linked_data": build_schema_org(shown),
        "share": {"description": shown.description or about},
        **build_detail_context(shown, request.GET),
    }
    return render(request, "procedures/procedure.html", context)


def render_checklist(request, code):
    """The dossier of one case as a text file, to keep on a phone."""
    shown = find_procedure(code)
    parts = find_chosen_parts(get_dossier(shown), request.GET.get(CASE, "")[:4])
    text = render_to_string(
        "procedures/checklist.txt", {"procedure": shown, "parts": parts, "address": get_address(shown)}
    )
    response = HttpResponse("\ufeff" + text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ho-so-{shown.code}.txt"'
    return response


def render_history(request, code):
    """What changed, by which decision, field by field."""
    shown = find_procedure(code)
    crumbs = [get_list_crumb(), (shown.get_absolute_url(), shown.code)]
    context = {"title": _("Lịch sử thay đổi"), "crumbs": crumbs, "procedure": shown, "changes": get_changes(shown)}
    return render(request, "procedures/history.html", context)


def render_poster(request, code):
    """The sheet for the notice board (niêm yết): the whole procedure on paper."""
    return render(request, "procedures/poster.html", build_poster_context(request, code))


def build_poster_context(request, code) -> dict:
    shown = find_procedure(code)
    context = build_detail_context(shown, request.GET)
    return {**context, "address": get_address(shown), "qr_address": reverse("procedure_qr", args=[shown.code])}


def render_poster_pdf(request, code):
    """The same as a PDF, if weasyprint is installed; 404 if it is not, 503 if none can be made now."""
    if not can_make_pdf():
        raise Http404
    context = build_poster_context(request, code)
    html = render_to_string("procedures/poster.html", context, request)
    try:
        pdf = get_pdf(make_self_contained(html, {context["qr_address"]: render_qr_code(context["address"])}))
    except NoPdfNowError:
        return HttpResponse(
            _("Chưa tạo được tệp PDF, xin thử lại sau một phút."), status=503, headers={"Retry-After": 60}
        )
    return HttpResponse(pdf, content_type="application/pdf")


def render_qr(request, code):
    """The address of the page as a QR code."""
    return HttpResponse(render_qr_code(get_address(find_procedure(code))), content_type="image/svg+xml")


def render_decision_list(request):
    """All list decisions, newest first."""
    context = {
        "title": _("Quyết định công bố"),
        "crumbs": [get_list_crumb()],
        "decisions": ListDecision.objects.all()[:200],
    }
    return render(request, "procedures/decision_list.html", context)


def get_document(decision: ListDecision) -> LegalDocument | None:
    """The decision in the site's list of documents, if it has it."""
    number = decision.number, decision.issued_on
    return LegalDocument.objects.with_status().cited_as([number]).get(number)


def render_decision(request, pk):
    """One decision and what it does to each procedure."""
    shown = get_object_or_404(ListDecision.objects.select_related("file", "unit"), pk=pk)
    items = shown.items.select_related("procedure", "successor").order_by("action", "procedure__sort_key")
    crumbs = [get_list_crumb(), (reverse("decision_list"), _("Quyết định công bố"))]
    title = _("Quyết định số %(number)s") % {"number": shown.number}
    context = {"title": title, "crumbs": crumbs, "decision": shown, "items": items, "document": get_document(shown)}
    return render(request, "procedures/decision.html", context)
