"""The public pages: sending, receipt, looking up, answers."""

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
from feedback.models import NOT_COUNTED, FeedbackCase, PublishedAnswer, State
from feedback.receiving import FullError, receive, written_key
from feedback.subjects import get_subject_name
from foundations.public_forms.limits import HOUR, count_event, get_address_mark
from foundations.units.models import Unit

RECEIPT_SALT, RECEIPT_AGE = "feedback.receipt", 3600  # seconds in which the receipt can be read again
WRONG_KEYS_AN_HOUR = 20
ANSWERS_PER_PAGE = 20
UNPROCESSABLE, TOO_MANY_REQUESTS, TOO_MANY = 422, 429, 503


def crumb() -> tuple[str, str]:
    return reverse("feedback_form"), _("Góp ý, phản ánh")


@never_cache  # the form carries the moment at which it was shown
@csrf_exempt  # see foundations/public_forms/origin.py
def write(request):
    """The form, filled in beforehand from `?don-vi=` and `?thu-tuc=`; a POST stores the case."""
    status, code = 200, request.GET.get("thu-tuc", "")[:60]
    if request.method == "POST":
        request.upload_handlers.insert(0, BoundedUploadHandler(request))
        form = FeedbackForm(request.POST, request.FILES, request=request)
        code, status = request.POST.get("procedure_code", "")[:60], UNPROCESSABLE
        if form.is_valid():
            try:
                return receipt_of(receive(form))
            except FullError:
                form.add_error(None, _("Hiện có quá nhiều nội dung gửi đến. Hãy giữ lại nội dung và gửi vào lúc khác."))
                status = TOO_MANY
    else:
        form = FeedbackForm(request=request, initial={"unit": unit_of(request.GET.get("don-vi", "")[:255])})
    procedure = get_subject_name(code)
    context = {"title": _("Góp ý, phản ánh"), "form": form, "procedure": procedure, "code": code if procedure else ""}
    context["lost_files"] = bool(request.FILES) if request.method == "POST" else False
    return render(request, "feedback/write.html", context, status=status)


def unit_of(slug: str) -> Unit | None:
    """The unit of that address; of one that is no more, today's in its place."""
    unit = Unit.objects.filter(slug=slug).first() if slug else None
    if unit is None or unit.is_current:
        return unit
    return next(iter(unit.find_current_successors()), None)


def receipt_of(case: FeedbackCase) -> HttpResponseRedirect:
    signed = signing.dumps(case.pk, salt=RECEIPT_SALT)
    response = HttpResponseRedirect(reverse("feedback_receipt", args=[signed]))
    response.status_code = 303
    return response


@never_cache
def receipt(request, signed):
    """Number and key, for an hour after sending."""
    try:
        pk = signing.loads(signed, salt=RECEIPT_SALT, max_age=RECEIPT_AGE)
    except signing.BadSignature:
        raise Http404 from None
    case = get_object_or_404(FeedbackCase, pk=pk)
    context = {"title": _("Giấy tiếp nhận"), "case": case, "key": written_key(case.key), "crumbs": [crumb()]}
    return render(request, "feedback/receipt.html", context)


@csrf_exempt  # reads only; see foundations/public_forms/origin.py
def look_up(request):
    """How a case stands, for who knows its key. Asked by POST, so that the key is in no address and no log."""
    form, case, status = LookUpForm(request.POST or None), None, 200
    if request.method == "POST":
        status = UNPROCESSABLE
        tries = f"feedback.key.{get_address_mark(request)}"
        if form.is_valid():
            case = find(form.cleaned_data["number"], form.cleaned_data["key"])
            if case is None and count_event(tries, HOUR) > WRONG_KEYS_AN_HOUR:
                form.add_error(None, _("Đã tra cứu sai quá nhiều lần. Hãy thử lại sau một giờ."))
                status = TOO_MANY_REQUESTS
            elif case is None:
                form.add_error(
                    None, _("Không có phản ánh nào với mã số và mã tra cứu này. Hãy xem lại giấy tiếp nhận.")
                )
            else:
                status = 200
    context = {"title": _("Tra cứu phản ánh"), "form": form, "case": case, "crumbs": [crumb()]}
    if case:
        context |= {"shown_state": shown_state(case), "events": case.events.exclude(state__in=NOT_COUNTED)}
    return render(request, "feedback/look_up.html", context, status=status)


def find(number: str, key: str) -> FeedbackCase | None:
    """The case of that number, if the key is its own. Written small and without dashes is right too."""
    case = FeedbackCase.objects.filter(number=number.strip().upper()).select_related("forwarded_unit").first()
    given = "".join(character for character in key.upper() if character.isalnum())
    wanted = case.key if case else "x"
    fits = hmac.compare_digest(given.encode(), wanted.encode())
    return case if case and fits else None


def shown_state(case: FeedbackCase) -> str:
    """The state in words; who is suspected of being a robot reads that his text is looked at."""
    return State.REVIEWING.label if case.state == State.SUSPECTED else case.get_state_display()


def answers(request):
    """Answers that everybody may read, the newest first."""
    page = Paginator(PublishedAnswer.objects.select_related("unit"), ANSWERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("Trả lời góp ý, phản ánh"), "articles": page, "crumbs": [crumb()]}
    return render(request, "feedback/answers.html", context)


def answer(request, pk):
    shown = get_object_or_404(PublishedAnswer.objects.select_related("unit"), pk=pk)
    crumbs = [crumb(), (reverse("feedback_answers"), _("Trả lời góp ý, phản ánh"))]
    return render(request, "feedback/answer.html", {"title": shown.subject, "published": shown, "crumbs": crumbs})
