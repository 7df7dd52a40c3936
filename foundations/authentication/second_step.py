"""The second step: six digits from an app on the phone, or one of ten recovery codes.

django-otp does the arithmetic and the growing pause after wrong codes. The shape of a code shows which of the two it
is. Recovery codes are stored as keyed hashes, so reading the database does not reveal them.
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

APP_CODE = re.compile(r"[0-9]{6}")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that are easily confused (l, i, o, 0, 1)
RECOVERY_CODE = re.compile(rf"[{LETTERS}]{{10}}")
RECOVERY_CODE_COUNT = 10
MAX_COUNTED_FAILURES = 10  # failures; the pause doubles from a second up to 8.5 minutes, not to years


@dataclass(frozen=True)
class CodeCheck:
    """`device`: the one whose code was right, else None; `wait_until`: no code is checked before."""

    device: TOTPDevice | StaticDevice | None = None
    wait_until: datetime.datetime | None = None

    @property
    def is_recovery(self) -> bool:
        return isinstance(self.device, StaticDevice)


def get_device(user) -> TOTPDevice | None:
    """The user's app; None if signing in takes one step."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def clean_code(code: str) -> str:
    """Removes blanks, hyphens and full stops that people copy along; lower case."""
    return re.sub(r"[\s\-–.]", "", code).lower()


def check_code(user, code: str) -> CodeCheck:
    """Checks a code. A right one cannot be used again; a wrong one counts against the device of its shape."""
    code = clean_code(code)
    if APP_CODE.fullmatch(code):
        return check_with_device(TOTPDevice, user, code)
    if RECOVERY_CODE.fullmatch(code):
        return check_with_device(StaticDevice, user, hash_recovery_code(user, code))
    return CodeCheck()


def check_with_device(kind, user, token: str) -> CodeCheck:
    """Checks a token with the user's device of the class `kind`, under a lock."""
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
        if device is None:
            return CodeCheck()
        device.throttling_failure_count = min(device.throttling_failure_count, MAX_COUNTED_FAILURES)
        allowed, why = device.verify_is_allowed()
        if not allowed:
            return CodeCheck(wait_until=why["locked_until"])
        return CodeCheck(device) if device.verify_token(token) else CodeCheck()


def hash_recovery_code(user, code: str) -> str:
    """What is stored of a recovery code: 80 bits of an HMAC with the site's secret key, as base32."""
    digest = salted_hmac(f"signing_in.recovery.{user.pk}", code, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


@transaction.atomic
def turn_on(user, key: str, step: int) -> list[str]:
    """Stores the app with that hexadecimal key; returns the recovery codes. `step`: the time step of its first code."""
    TOTPDevice.objects.filter(user=user).delete()
    TOTPDevice.objects.create(user=user, name="totp", key=key, last_t=step)
    return make_recovery_codes(user)


@transaction.atomic
def turn_off(user) -> bool:
    """Removes the second step; returns whether there was one."""
    StaticDevice.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


@transaction.atomic
def make_recovery_codes(user) -> list[str]:
    """Ten new codes like `abcde-fghjk`; earlier ones are deleted."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(RECOVERY_CODE_COUNT)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=hash_recovery_code(user, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def count_recovery_codes(user) -> int:
    """How many recovery codes are unused."""
    return StaticToken.objects.filter(device__user=user).count()


def mark_passed(request, device: TOTPDevice) -> None:
    """Notes in the session that the second step is done, as long as the device stays the same."""
    request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id


def count_seconds_until(moment: datetime.datetime) -> int:
    """Seconds from now, at least one."""
    return max(1, round((moment - timezone.now()).total_seconds()))
