"""The second step: six figures of an app on the telephone, or one of ten recovery codes.

django-otp does the arithmetic and the growing pause after wrong codes. Which of the two devices a code is for shows in
its shape. Recovery codes are stored as keyed hashes: who reads the database has none of them.
"""

from __future__ import annotations

import base64
import datetime
import re
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

FIGURES = re.compile(r"[0-9]{6}")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
RECOVERY = re.compile(rf"[{LETTERS}]{{10}}")
CODES = 10
MOST_COUNTED = 10  # failures; the pause doubles from a second up to 8.5 minutes, not to years


@dataclass(frozen=True)
class Answer:
    """Whether the code was right; by which device; or until when no code is looked at."""

    device: TOTPDevice | StaticDevice | None = None
    wait_until: datetime.datetime | None = None

    @property
    def is_recovery(self) -> bool:
        return isinstance(self.device, StaticDevice)


def device_of(user) -> TOTPDevice | None:
    """The person's telephone; None where signing in takes one step."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def cleaned(code: str) -> str:
    """The code as people copy it: with blanks, hyphens, capitals."""
    return re.sub(r"[\s\-–.]", "", code).lower()


def check(user, code: str) -> Answer:
    """Looks at a code; a right one is used up. Counts a wrong one of either shape against its device."""
    code = cleaned(code)
    if FIGURES.fullmatch(code):
        return check_by(TOTPDevice, user, code)
    if RECOVERY.fullmatch(code):
        return check_by(StaticDevice, user, hidden(user, code))
    return Answer()


def check_by(kind, user, token: str) -> Answer:
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
        if device is None:
            return Answer()
        device.throttling_failure_count = min(device.throttling_failure_count, MOST_COUNTED)
        allowed, why = device.verify_is_allowed()
        if not allowed:
            return Answer(wait_until=why["locked_until"])
        return Answer(device) if device.verify_token(token) else Answer()


def hidden(user, code: str) -> str:
    """What is stored of a recovery code: 80 bits of a hash under the site's secret."""
    digest = salted_hmac(f"signing_in.recovery.{user.pk}", code, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


@transaction.atomic
def turn_on(user, key: str, step: int) -> list[str]:
    """Takes the telephone with that key as the second step; returns the recovery codes. `step` is that of its code."""
    TOTPDevice.objects.filter(user=user).delete()
    TOTPDevice.objects.create(user=user, name="totp", key=key, last_t=step)
    return new_recovery_codes(user)


@transaction.atomic
def turn_off(user) -> bool:
    """Back to one step; whether there were two."""
    StaticDevice.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Ten codes, as `abcde-fghjk`; those before are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=hidden(user, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def mark_passed(request, device: TOTPDevice) -> None:
    """This session has done the second step, as long as the telephone stays the same."""
    request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id


def seconds_until(moment: datetime.datetime) -> int:
    return max(1, round((moment - timezone.now()).total_seconds()))
