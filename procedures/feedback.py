"""What readers may send: whether a page was useful, and words that found nothing. Neither says who they are.

The forms carry no token, as that would make each page private to its reader; instead the browser says where the form
stood (`Sec-Fetch-Site`, `Origin`), which a page of another site cannot forge.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from urllib.parse import urlsplit

from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from procedures import catalogue
from procedures.models import Usefulness
from procedures.views import find, list_crumb
from vietnamese.folding import fold
from vietnamese.models import MissedSearch
from vietnamese.normalisation import one_line

ANSWERS = {"co": "yes", "khong": "no"}
# Of one address, which a household or an office shares.
ANSWERS_AN_HOUR = 5  # about one procedure
MISSES_AN_HOUR = 60
HOUR = 3600
MOST_MISSED = 5000  # rows; past it only known words are counted
PERSONAL = re.compile(r"\d[\d .-]{7,}\d|@")  # a telephone or identity number, an e-mail address
# Known to this process alone and gone with it: what is kept for an hour cannot be traced back to an address.
_salt = secrets.token_bytes(32)


def is_from_this_site(request) -> bool:
    """Whether a form of this site sent it, as the browser says; old browsers say it by Origin only."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def is_too_often(request, thing: str, most: int) -> bool:
    address = f"{request.META.get('REMOTE_ADDR', '')} {thing}".encode()
    key = f"feedback.{hashlib.blake2b(address, key=_salt, digest_size=16).hexdigest()}"
    limits = caches["limits"]
    if limits.add(key, 1, HOUR):
        return False
    try:
        return limits.incr(key) > most
    except ValueError:  # forgotten in between
        return False


@csrf_exempt  # see the head of this module
def useful(request, code):
    """POST: counts an answer to "Trang này có ích không?" and goes to the thanks, which GET shows."""
    shown = find(code)
    if request.method == "POST":
        answer = ANSWERS.get(request.POST.get("tra-loi", ""))
        if not is_from_this_site(request):
            return HttpResponseForbidden(_("Câu trả lời phải được gửi từ trang này."))
        if answer and not is_too_often(request, f"useful {shown.pk}", ANSWERS_AN_HOUR):
            count(shown, answer)
        response = HttpResponseRedirect(request.path)
        response.status_code = 303
        return response
    crumbs = [list_crumb(), (shown.get_absolute_url(), shown.code)]
    return render(request, "procedures/thanks.html", {"title": _("Cảm ơn"), "crumbs": crumbs, "procedure": shown})


def count(shown, answer: str) -> None:
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
def missed(request):
    """Keeps words that found nothing, for the editors. Words that do find something are not kept."""
    if not is_from_this_site(request):
        return HttpResponseForbidden(_("Câu trả lời phải được gửi từ trang này."))
    words = one_line(request.POST.get("q", ""))[:200].strip().lower()
    is_kept = fold(words) and not PERSONAL.search(words) and not is_too_often(request, "missed", MISSES_AN_HOUR)
    if is_kept and finds_nothing(words):
        keep(words)
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # sent by the script of the page, which stays where it is
        return HttpResponse(status=204)
    response = HttpResponseRedirect(f"{reverse('procedure_list')}?da-bao=1")
    response.status_code = 303
    return response


def finds_nothing(words: str) -> bool:
    return not catalogue.current().ask(words)[1]


def keep(words: str) -> None:
    today = timezone.localdate()
    if MissedSearch.objects.filter(words=words).update(count=F("count") + 1, last_on=today):
        return
    if MissedSearch.objects.count() < MOST_MISSED:
        MissedSearch.objects.get_or_create(words=words, defaults={"last_on": today})
