"""The state of a session: still signed in, second step done, or second step to be set up first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists, Q, Subquery
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import GroupPagePermission

from foundations.authentication.browsers import find_device as browser_of
from foundations.authentication.models import SignIn, TwoStepRule

SIGN_IN_SESSION_KEY = "signed_in_as"  # holds the pk of the session's SignIn
# A pause in work ends the session: after 12 hours for people who publish, or if the sign-in is not remembered.
MAX_PAUSE, MAX_REMEMBERED_PAUSE = datetime.timedelta(hours=12), datetime.timedelta(days=14)
WRITE_INTERVAL = datetime.timedelta(minutes=5)


@dataclass
class SessionState:
    """`sign_in` is None if the session began without our form (in tests, by a command) and is not stored yet."""

    sign_in: SignIn | None
    is_ended: bool
    needs_code: bool
    needs_set_up: bool

    @property
    def is_good(self) -> bool:
        return not (self.is_ended or self.needs_code or self.needs_set_up)


def get_annotations(user) -> dict:
    """Annotations that decide on a session: `telephone` (pk of the device), `must` (have one), `publishes`."""
    rules = TwoStepRule.objects.filter(group__user=user.pk)
    if user.is_superuser:
        rules = TwoStepRule.objects.filter(Q(group__user=user.pk) | Q(group=None))
    publishing = GroupPagePermission.objects.filter(group__user=user.pk, permission__codename="publish_page")
    telephones = TOTPDevice.objects.filter(user=user.pk, confirmed=True).order_by("pk").values("pk")
    return {"telephone": Subquery(telephones[:1]), "must": Exists(rules), "publishes": Exists(publishing)}


def get_session_state(request, user) -> SessionState:
    """The state of the session of the signed-in `user`. One query; kept on the request."""
    if not hasattr(request, "signing_in_standing"):
        request.signing_in_standing = read_session_state(request.session, user)
    return request.signing_in_standing


def read_session_state(session, user) -> SessionState:
    """The state of a session, from the database."""
    number = session.get(SIGN_IN_SESSION_KEY)
    if number is None:
        facts, sign_in = get_user_model().objects.annotate(**get_annotations(user)).get(pk=user.pk), None
    else:
        facts = sign_in = SignIn.objects.filter(pk=number, user=user.pk).annotate(**get_annotations(user)).first()
    if facts is None:  # ended from elsewhere
        return SessionState(None, True, False, False)
    passed = session.get(DEVICE_ID_SESSION_KEY) == f"{TOTPDevice.model_label()}/{facts.telephone}"
    return SessionState(
        sign_in=sign_in,
        is_ended=sign_in is not None and is_idle(sign_in, publishes=facts.publishes or user.is_superuser),
        needs_code=facts.telephone is not None and not passed,
        needs_set_up=facts.telephone is None and facts.must,
    )


def is_idle(sign_in: SignIn, *, publishes: bool) -> bool:
    """Whether the last activity is longer ago than the user's limit."""
    limit = MAX_REMEMBERED_PAUSE if sign_in.is_remembered and not publishes else MAX_PAUSE
    return timezone.now() - sign_in.seen_at > limit


def store_sign_in(request, *, remembered: bool) -> SignIn:
    """Stores that the user is signed in with this browser; deletes the user's expired rows."""
    user, now = request.user, timezone.now()
    SignIn.objects.filter(user=user.pk, seen_at__lt=now - MAX_REMEMBERED_PAUSE).delete()
    browser, system = browser_of(request.headers.get("User-Agent", ""))
    sign_in = SignIn.objects.create(
        user_id=user.pk,
        session_key=request.session.session_key or "",
        browser=browser,
        system=system,
        is_remembered=remembered,
        seen_at=now,
    )
    request.session[SIGN_IN_SESSION_KEY] = sign_in.pk
    return sign_in


def renew_sign_in(request, sign_in: SignIn) -> None:
    """Updates the time of the last activity, at most every five minutes, and the session key if it has changed."""
    key, now = request.session.session_key or "", timezone.now()
    if sign_in.session_key != key or now - sign_in.seen_at > WRITE_INTERVAL:
        SignIn.objects.filter(pk=sign_in.pk).update(session_key=key, seen_at=now)
