"""Slows down guessing of passwords: django-axes counts failures, these rules say who waits and how long.

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

from foundations.authentication.known_browsers import get_browser_number
from foundations.public_forms.limits import get_household

MAX_FROM_ONE_PLACE = 5  # wrong passwords for one name
PAUSE = datetime.timedelta(minutes=15)
MAX_FROM_ANYWHERE = 20  # within a day
MIN_PAUSE, MAX_PAUSE = datetime.timedelta(minutes=1), datetime.timedelta(minutes=30)
DOUBLING_STEP = 5  # failures after which the pause doubles again
COUNTING_PERIOD = datetime.timedelta(days=1)
LIST_PERIOD = datetime.timedelta(days=90)  # the list of failed attempts
UNKNOWN_NAME_PREFIX = "?"


def get_tried_name(request, credentials: dict | None = None) -> str:
    """The user name that is tried. A name that nobody has is hashed: people type passwords there by mistake."""
    typed = (credentials or {}).get("username") or getattr(request, "signing_in_name", "")
    typed = unicodedata.normalize("NFKC", typed or request.POST.get("username") or "").strip()[:150]
    names = request.__dict__.setdefault("signing_in_names", {})
    if typed not in names:
        exists = get_user_model().objects.filter(username=typed).exists()
        names[typed] = typed if exists else UNKNOWN_NAME_PREFIX + salted_hmac("signing_in.name", typed).hexdigest()[:16]
    return names[typed]


def make_place_mark(request, moment: datetime.datetime | None = None) -> str:
    """A keyed hash of the browser if it is known for this name, else of the address; the key changes daily."""
    number = get_browser_number(request, get_tried_name(request))
    place = f"browser {number}" if number else f"address {get_household(request.META.get('REMOTE_ADDR', ''))}"
    key = salted_hmac("signing_in.place", str(timezone.localdate(moment)), algorithm="sha256").digest()
    return str(IPv6Address(b"\xfd" + hashlib.blake2b(place.encode(), key=key, digest_size=15).digest()))


def get_pause(failures: int) -> datetime.timedelta:
    """How long a name waits after so many failures from anywhere: 1, 2, 4, 8, 16, 30 minutes."""
    if failures < MAX_FROM_ANYWHERE:
        return datetime.timedelta()
    return min(MIN_PAUSE * 2 ** min((failures - MAX_FROM_ANYWHERE) // DOUBLING_STEP, 10), MAX_PAUSE)


def find_recent_attempts(request, name: str, now: datetime.datetime):
    """Attempts for a name from this place within the pause, also those before midnight with the earlier key."""
    places = {make_place_mark(request, now), make_place_mark(request, now - PAUSE)}
    return AccessAttempt.objects.filter(username=name, ip_address__in=places, attempt_time__gt=now - PAUSE)


def find_lock_end(request, credentials: dict | None = None) -> datetime.datetime | None:
    """When this name may be tried again from this place; None if it may be now."""
    name, now = get_tried_name(request, credentials), timezone.now()
    here, moments = find_recent_attempts(request, name, now), []
    if sum(here.values_list("failures_since_start", flat=True)) >= MAX_FROM_ONE_PLACE:
        moments.append(max(here.values_list("attempt_time", flat=True)) + PAUSE)
    if not get_browser_number(request, name):
        day = find_failures(name).filter(attempt_time__gt=now - COUNTING_PERIOD)
        found = day.order_by().aggregate(number=Count("pk"), last=Max("attempt_time"))
        if found["number"] >= MAX_FROM_ANYWHERE:
            moments.append(found["last"] + get_pause(found["number"]))
    until = max(moments, default=None)
    return until if until and until > now else None


class LockingHandler(AxesDatabaseHandler):
    """Axes' handler that counts in the database, shared by all workers, with our two rules."""

    def is_locked(self, request, credentials=None):
        return find_lock_end(request, credentials) is not None

    def get_failures(self, request, credentials=None):
        here = find_recent_attempts(request, get_tried_name(request, credentials), timezone.now())
        return sum(here.values_list("failures_since_start", flat=True))

    def clean_expired_user_attempts(self, request=None, credentials=None):
        delete_old_marks()
        return super().clean_expired_user_attempts(request, credentials)

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False):
        """What axes' commands and our page for administrators call to unlock."""
        if username:
            find_failures(username).order_by().update(ip_address=None)
        return super().reset_attempts(ip_address=ip_address, username=username, ip_or_username=ip_or_username)


def delete_old_marks() -> None:
    """Removes the hashed places from failures older than a day, and deletes failures older than 90 days."""
    now = timezone.now()
    failures = AccessFailureLog.objects.order_by()
    failures.filter(attempt_time__lte=now - COUNTING_PERIOD, ip_address__isnull=False).update(ip_address=None)
    failures.filter(attempt_time__lte=now - LIST_PERIOD).delete()


def find_failures(name: str):
    """The failed attempts for a name that still count: unlocking and age remove their place."""
    return AccessFailureLog.objects.filter(username=name, ip_address__isnull=False)


def unlock_name(name: str) -> None:
    """Allows attempts for this name at once; the list of failed attempts stays."""
    AxesProxyHandler.reset_attempts(username=name)
