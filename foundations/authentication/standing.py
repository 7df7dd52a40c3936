"""How a session stands: still signed in, past the second step, or bound to set it up first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists, Q, Subquery
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import GroupPagePermission

from foundations.authentication.browsers import device_of as browser_of
from foundations.authentication.models import SignIn, TwoStepRule

KEY = "signed_in_as"  # in the session: the number of its SignIn
# A pause in work ends the session: soon for who publishes, or on a browser that is not to remember.
PAUSE, REMEMBERED_PAUSE = datetime.timedelta(hours=12), datetime.timedelta(days=14)
WRITTEN_EVERY = datetime.timedelta(minutes=5)


@dataclass
class Standing:
    """`sign_in` is None in a session that began without our form and has not been written down yet."""

    sign_in: SignIn | None
    is_ended: bool
    needs_code: bool
    needs_set_up: bool

    @property
    def is_good(self) -> bool:
        return not (self.is_ended or self.needs_code or self.needs_set_up)


def facts_of(user) -> dict:
    """What decides on a session, as annotations of one query."""
    rules = TwoStepRule.objects.filter(group__user=user.pk)
    if user.is_superuser:
        rules = TwoStepRule.objects.filter(Q(group__user=user.pk) | Q(group=None))
    publishing = GroupPagePermission.objects.filter(group__user=user.pk, permission__codename="publish_page")
    telephones = TOTPDevice.objects.filter(user=user.pk, confirmed=True).order_by("pk").values("pk")
    return {"telephone": Subquery(telephones[:1]), "must": Exists(rules), "publishes": Exists(publishing)}


def standing_of(request, user) -> Standing:
    """How the session of `user`, who is signed in, stands. One query; remembered for the request."""
    if not hasattr(request, "signing_in_standing"):
        request.signing_in_standing = look_up(request.session, user)
    return request.signing_in_standing


def look_up(session, user) -> Standing:
    number = session.get(KEY)
    if number is None:
        facts, sign_in = get_user_model().objects.annotate(**facts_of(user)).get(pk=user.pk), None
    else:
        facts = sign_in = SignIn.objects.filter(pk=number, user=user.pk).annotate(**facts_of(user)).first()
    if facts is None:  # ended from elsewhere
        return Standing(None, True, False, False)
    passed = session.get(DEVICE_ID_SESSION_KEY) == f"{TOTPDevice.model_label()}/{facts.telephone}"
    return Standing(
        sign_in=sign_in,
        is_ended=sign_in is not None and is_idle(sign_in, publishes=facts.publishes or user.is_superuser),
        needs_code=facts.telephone is not None and not passed,
        needs_set_up=facts.telephone is None and facts.must,
    )


def is_idle(sign_in: SignIn, *, publishes: bool) -> bool:
    limit = REMEMBERED_PAUSE if sign_in.is_remembered and not publishes else PAUSE
    return timezone.now() - sign_in.seen_at > limit


def begin(request, *, remembered: bool) -> SignIn:
    """Writes down that somebody is signed in in this browser; rows of sessions long over go."""
    user, now = request.user, timezone.now()
    SignIn.objects.filter(user=user.pk, seen_at__lt=now - REMEMBERED_PAUSE).delete()
    browser, system = browser_of(request.headers.get("User-Agent", ""))
    sign_in = SignIn.objects.create(
        user_id=user.pk,
        session_key=request.session.session_key or "",
        browser=browser,
        system=system,
        is_remembered=remembered,
        seen_at=now,
    )
    request.session[KEY] = sign_in.pk
    return sign_in


def keep_up(request, sign_in: SignIn) -> None:
    """Renews when it was last seen, at most each five minutes, and its key, which changes with the password."""
    key, now = request.session.session_key or "", timezone.now()
    if sign_in.session_key != key or now - sign_in.seen_at > WRITTEN_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(session_key=key, seen_at=now)
