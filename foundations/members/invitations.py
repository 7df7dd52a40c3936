"""Invitations: an account without a password, and the link with which its owner chooses one."""

from __future__ import annotations

import datetime
import json

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from foundations.delivery.addresses import make_absolute

VALID_FOR = datetime.timedelta(days=7)
SALT = "foundations.members.invitations"
MAX_TOKEN_LENGTH = 80


class InvitationQuerySet(models.QuerySet):
    """Words of queries on invitations."""

    def pending(self) -> InvitationQuerySet:
        """Not accepted yet, expired or not."""
        return self.filter(accepted_at__isnull=True)


class Invitation(models.Model):
    """One invitation of one account. Revoking it deletes the account, too."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation", verbose_name=_("người được mời")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("người mời")
    )
    # Key of the form and number of the line in it: the same form sent twice makes one invitation.
    form_key = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("hết hạn"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    sendings = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời mời")
        verbose_name_plural = _("lời mời")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.user.get_full_name()} ({self.user.email})"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def token(self) -> str:
        """Works once: it signs what accepting, a changed address and sending again change.

        Like Django's generator for password resets, whose validity is a setting shared with those.
        """
        user = self.user
        state = [user.pk, user.password, str(user.last_login), user.email, self.sendings, self.expires_at.timestamp()]
        return f"{self.pk}-{salted_hmac(SALT, json.dumps(state), algorithm='sha256').hexdigest()[:40]}"

    @property
    def address(self) -> str:
        """The absolute address of the page where the account's owner chooses a password."""
        return make_absolute(reverse("accept_invitation", args=[self.token]))


def find_invitation(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation with this token; None if the token is wrong, used or expired."""
    number = token[:MAX_TOKEN_LENGTH].partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    rows = Invitation.objects.pending().filter(user__is_active=True, expires_at__gt=timezone.now())
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.select_related("user").filter(pk=int(number)).first()
    return found if found and constant_time_compare(found.token, token) else None
