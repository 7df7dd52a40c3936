"""What readers may send: whether a page was useful, and words that found nothing. Neither says who they are.

The forms carry no token, as that would make each page private to its reader; see `foundations.public_forms.origin`.
"""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundations.public_forms.limits import is_too_often
from foundations.public_forms.origin import is_from_this_site
from foundations.searching.models import MissedSearch
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line
from procedures import catalogue
from procedures.listing import find_left_out
from procedures.models import Usefulness
from procedures.views import find_procedure, get_list_crumb

ANSWERS = {"co": "yes", "khong": "no"}
# Of one address, which a household or an office shares.
MAX_ANSWERS_AN_HOUR = 5  # about one procedure
MAX_MISSES_AN_HOUR = 60
MAX_MISSED = 5000  # rows; past it only known words are counted
PERSONAL = re.compile(r"\d[\d .-]{7,}\d|@")  # a telephone or identity number, an e-mail address


@csrf_exempt  # see the head of this module
def store_usefulness(request, code):
    """POST: counts an answer to "Trang này có ích không?" and goes to the thanks, which GET shows."""
    shown = find_procedure(code)
    if request.method == "POST":
        answer = ANSWERS.get(request.POST.get("tra-loi", ""))
        if not is_from_this_site(request):
            return HttpResponseForbidden(_("Câu trả lời phải được gửi từ trang này."))
        if answer and not is_too_often(request, f"useful {shown.pk}", MAX_ANSWERS_AN_HOUR):
            count_answer(shown, answer)
        response = HttpResponseRedirect(request.path)
        response.status_code = 303
        return response
    crumbs = [get_list_crumb(), (shown.get_absolute_url(), shown.code)]
    return render(request, "procedures/thanks.html", {"title": _("Cảm ơn"), "crumbs": crumbs, "procedure": shown})


def count_answer(shown, answer: str) -> None:
    month = timezone.localdate().replace(day=1)
    rows = Usefulness.objects.filter(procedure=shown, month=month)
    if rows.update(**{answer: F(answer) + 1}):
        return
    try:
        with transaction.atomic():
            Usefulness.objects.create(procedure=shown, month=month, **{answer: 1})
    except IntegrityError:  # another request made the row in between
        rows.update(**{answer: F(answer) + 1})


@csrf_exempt  # see the head of this module
@require_POST
def store_missed_search(request):
    """Keeps words that found nothing, for the editors; of a query that found something, the words that no name has."""
    if not is_from_this_site(request):
        return HttpResponseForbidden(_("Câu trả lời phải được gửi từ trang này."))
    words = make_one_line(request.POST.get("q", ""))[:200].strip().lower()
    is_kept = fold(words) and not PERSONAL.search(words) and not is_too_often(request, "missed", MAX_MISSES_AN_HOUR)
    if is_kept and (in_vain := words if is_found_nowhere(words) else " ".join(find_left_out(words))):
        store_words(in_vain)
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # sent by the script of the page, which stays where it is
        return HttpResponse(status=204)
    response = HttpResponseRedirect(f"{reverse('procedure_list')}?da-bao=1")
    response.status_code = 303
    return response


def is_found_nowhere(words: str) -> bool:
    return not catalogue.get_current().ask(words)[1]


def store_words(words: str) -> None:
    today = timezone.localdate()
    if MissedSearch.objects.filter(words=words).update(count=F("count") + 1, last_on=today):
        return
    if MissedSearch.objects.count() < MAX_MISSED:
        MissedSearch.objects.get_or_create(words=words, defaults={"last_on": today})
