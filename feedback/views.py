"""Public pages: the form, the receipt, looking up a case, published answers."""

from __future__ import annotations

import hmac

from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from feedback.files import BoundedUploadHandler
from feedback.forms import FeedbackForm, LookUpForm
from feedback.models import SPAM_STATES, CaseState, FeedbackCase, PublishedAnswer
from feedback.receiving import QueueFullError, format_key, receive_form
from feedback.subjects import get_subject_name
from foundations.public_forms.limits import HOUR, count_event, get_address_mark
from foundations.units.models import Unit

RECEIPT_SALT, RECEIPT_AGE = "feedback.receipt", 3600  # seconds for which the receipt can be read
MAX_WRONG_KEYS_PER_HOUR = 20
ANSWERS_PER_PAGE = 20
UNPROCESSABLE, TOO_MANY_REQUESTS, UNAVAILABLE = 422, 429, 503


def get_breadcrumb() -> tuple[str, str]:
    return reverse("feedback_form"), _("Góp ý, phản ánh")


@never_cache  # the form contains the time it was shown
@csrf_exempt  # see foundations/public_forms/origin.py
def show_form(request):
    """The form, prefilled from `?don-vi=` and `?thu-tuc=`; a POST stores the case."""
    status, code = 200, request.GET.get("thu-tuc", "")[:60]
    if request.method == "POST":
        request.upload_handlers.insert(0, BoundedUploadHandler(request))
        form = FeedbackForm(request.POST, request.FILES, request=request)
        code, status = request.POST.get("procedure_code", "")[:60], UNPROCESSABLE
        if form.is_valid():
            try:
                return redirect_to_receipt(receive_form(form))
            except QueueFullError:
                form.add_error(None, _("Hiện có quá nhiều nội dung gửi đến. Hãy giữ lại nội dung và gửi vào lúc khác."))
                status = UNAVAILABLE
    else:
        form = FeedbackForm(request=request, initial={"unit": find_unit(request.GET.get("don-vi", "")[:255])})
    procedure = get_subject_name(code)
    context = {"title": _("Góp ý, phản ánh"), "form": form, "procedure": procedure, "code": code if procedure else ""}
    context["lost_files"] = bool(request.FILES) if request.method == "POST" else False
    return render(request, "feedback/write.html", context, status=status)


def find_unit(slug: str) -> Unit | None:
    """The unit with that slug, or its successor if it no longer exists."""
    unit = Unit.objects.filter(slug=slug).first() if slug else None
    if unit is None or unit.is_current:
        return unit
    return next(iter(unit.find_current_successors()), None)


def redirect_to_receipt(case: FeedbackCase) -> HttpResponseRedirect:
    signed = signing.dumps(case.pk, salt=RECEIPT_SALT)
    response = HttpResponseRedirect(reverse("feedback_receipt", args=[signed]))
    response.status_code = 303
    return response


@never_cache
def show_receipt(request, signed):
    """Number and key of a case, for an hour after sending."""
    try:
        pk = signing.loads(signed, salt=RECEIPT_SALT, max_age=RECEIPT_AGE)
    except signing.BadSignature:
        raise Http404 from None
    case = get_object_or_404(FeedbackCase, pk=pk)
    context = {"title": _("Giấy tiếp nhận"), "case": case, "key": format_key(case.key), "crumbs": [get_breadcrumb()]}
    return render(request, "feedback/receipt.html", context)


@csrf_exempt  # reads only; see foundations/public_forms/origin.py
def look_up_case(request):
    """The state of a case, for people who know its key. POST keeps the key out of addresses and logs."""
    form, case, status = LookUpForm(request.POST or None), None, 200
    if request.method == "POST":
        status = UNPROCESSABLE
        tries = f"feedback.key.{get_address_mark(request)}"
        if form.is_valid():
            case = find_case(form.cleaned_data["number"], form.cleaned_data["key"])
            if case is None and count_event(tries, HOUR) > MAX_WRONG_KEYS_PER_HOUR:
                form.add_error(None, _("Đã tra cứu sai quá nhiều lần. Hãy thử lại sau một giờ."))
                status = TOO_MANY_REQUESTS
            elif case is None:
                form.add_error(
                    None, _("Không có phản ánh nào với mã số và mã tra cứu này. Hãy xem lại giấy tiếp nhận.")
                )
            else:
                status = 200
    context = {"title": _("Tra cứu phản ánh"), "form": form, "case": case, "crumbs": [get_breadcrumb()]}
    if case:
        context |= {"shown_state": get_shown_state(case), "events": case.events.exclude(state__in=SPAM_STATES)}
    return render(request, "feedback/look_up.html", context, status=status)


def find_case(number: str, key: str) -> FeedbackCase | None:
    """The case with that number if the key is right; case and dashes do not matter."""
    case = FeedbackCase.objects.filter(number=number.strip().upper()).select_related("forwarded_unit").first()
    given = "".join(character for character in key.upper() if character.isalnum())
    wanted = case.key if case else "x"
    fits = hmac.compare_digest(given.encode(), wanted.encode())
    return case if case and fits else None


def get_shown_state(case: FeedbackCase) -> str:
    """The state in words; a suspected case appears as under review."""
    return CaseState.REVIEWING.label if case.state == CaseState.SUSPECTED else case.get_state_display()


def list_answers(request):
    """Published answers, newest first."""
    page = Paginator(PublishedAnswer.objects.select_related("unit"), ANSWERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("Trả lời góp ý, phản ánh"), "articles": page, "crumbs": [get_breadcrumb()]}
    return render(request, "feedback/answers.html", context)


def show_answer(request, pk):
    """One published answer."""
    shown = get_object_or_404(PublishedAnswer.objects.select_related("unit"), pk=pk)
    crumbs = [get_breadcrumb(), (reverse("feedback_answers"), _("Trả lời góp ý, phản ánh"))]
    return render(request, "feedback/answer.html", {"title": shown.subject, "published": shown, "crumbs": crumbs})
