"""Guessing passwords is slow: django-axes counts, and these rules say who has to wait, and how long.

Two rules. Five wrong passwords for one name from one place: that place waits 15 minutes. Twenty for one name in a day,
from wherever: every place that is not a browser known for this name waits, a minute at first, then longer, at most
half an hour. Nothing locks for ever, and no lock is lengthened by trying on.

No address is stored. What axes takes for one is a keyed hash in the form of an IPv6 address of the private range, the
key changes daily, and the hash is struck out after a day; the list of failed attempts stays without it.
"""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from ipaddress import IPv6Address

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.auth import get_user_model
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundations.authentication.known_browsers import known_browser
from foundations.public_forms.limits import household_of

FROM_ONE_PLACE = 5  # wrong passwords for one name
PAUSE = datetime.timedelta(minutes=15)
FROM_ANYWHERE = 20  # within a day
SHORTEST, LONGEST = datetime.timedelta(minutes=1), datetime.timedelta(minutes=30)
STEP = 5  # further failures after which the pause doubles
MEMORY = datetime.timedelta(days=1)
KEPT = datetime.timedelta(days=90)  # the list of failed attempts
NO_SUCH_NAME = "?"


def name_of(request, credentials: dict | None = None) -> str:
    """The user name that is tried; of one that nobody has only a mark, as people type passwords there by mistake."""
    typed = (credentials or {}).get("username") or getattr(request, "signing_in_name", "")
    typed = unicodedata.normalize("NFKC", typed or request.POST.get("username") or "").strip()[:150]
    names = request.__dict__.setdefault("signing_in_names", {})
    if typed not in names:
        exists = get_user_model().objects.filter(username=typed).exists()
        names[typed] = typed if exists else NO_SUCH_NAME + salted_hmac("signing_in.name", typed).hexdigest()[:16]
    return names[typed]


def place_of(request, moment: datetime.datetime | None = None) -> str:
    """Stands for the browser where it is known for this name, else for the address it comes from; by the day's key."""
    number = known_browser(request, name_of(request))
    place = f"browser {number}" if number else f"address {household_of(request.META.get('REMOTE_ADDR', ''))}"
    key = salted_hmac("signing_in.place", str(timezone.localdate(moment)), algorithm="sha256").digest()
    return str(IPv6Address(b"\xfd" + hashlib.blake2b(place.encode(), key=key, digest_size=15).digest()))


def pause_after(failures: int) -> datetime.timedelta:
    """How long a name waits after so many failures from anywhere: 1, 2, 4, 8, 16, 30 minutes."""
    if failures < FROM_ANYWHERE:
        return datetime.timedelta()
    return min(SHORTEST * 2 ** min((failures - FROM_ANYWHERE) // STEP, 10), LONGEST)


def attempts_from_here(request, name: str, now: datetime.datetime):
    """The attempts of the last minutes for a name from this place, also those before midnight, under another key."""
    places = {place_of(request, now), place_of(request, now - PAUSE)}
    return AccessAttempt.objects.filter(username=name, ip_address__in=places, attempt_time__gt=now - PAUSE)


def locked_until(request, credentials: dict | None = None) -> datetime.datetime | None:
    """When this name may be tried again from this place; None where it may be now."""
    name, now = name_of(request, credentials), timezone.now()
    here, moments = attempts_from_here(request, name, now), []
    if sum(here.values_list("failures_since_start", flat=True)) >= FROM_ONE_PLACE:
        moments.append(max(here.values_list("attempt_time", flat=True)) + PAUSE)
    if not known_browser(request, name):
        day = failures_of(name).filter(attempt_time__gt=now - MEMORY)
        found = day.order_by().aggregate(number=Count("pk"), last=Max("attempt_time"))
        if found["number"] >= FROM_ANYWHERE:
            moments.append(found["last"] + pause_after(found["number"]))
    until = max(moments, default=None)
    return until if until and until > now else None


class Handler(AxesDatabaseHandler):
    """Axes' own counting in the database, so that workers and machines share it, with our two rules."""

    def is_locked(self, request, credentials=None):
        return locked_until(request, credentials) is not None

    def get_failures(self, request, credentials=None):
        here = attempts_from_here(request, name_of(request, credentials), timezone.now())
        return sum(here.values_list("failures_since_start", flat=True))

    def clean_expired_user_attempts(self, request=None, credentials=None):
        strike_out_old()
        return super().clean_expired_user_attempts(request, credentials)

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False):
        """What axes' commands and our page for administrators call to unlock."""
        if username:
            failures_of(username).order_by().update(ip_address=None)
        return super().reset_attempts(ip_address=ip_address, username=username, ip_or_username=ip_or_username)


def strike_out_old() -> None:
    """Takes the marks of places off failures of days gone by, and throws away what is older than the list goes back."""
    now = timezone.now()
    failures = AccessFailureLog.objects.order_by()
    failures.filter(attempt_time__lte=now - MEMORY, ip_address__isnull=False).update(ip_address=None)
    failures.filter(attempt_time__lte=now - KEPT).delete()


def failures_of(name: str):
    """The failed attempts for a name that count yet: those that were not forgiven by unlocking."""
    return AccessFailureLog.objects.filter(username=name, ip_address__isnull=False)


def unlock(name: str) -> None:
    """Whoever has this name may try at once; the list of failed attempts stays."""
    AxesProxyHandler.reset_attempts(username=name)
