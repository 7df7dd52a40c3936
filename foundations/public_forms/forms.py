"""A form that a stranger may send: what keeps robots at bay and never costs a person the text.

Four marks tell a robot: a field that no person sees is filled, the form comes back within seconds, it comes too often
from one address, or another site sent it. A person can have each of them too (a browser fills in fields, text is
pasted, an office shares an address), so none loses a text. What can be mended by sending again gives the filled form
back with a sentence that says so; what cannot is a suspicion, which the caller stores with the text for the moderators.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundations.public_forms.limits import is_too_often
from foundations.public_forms.origin import is_from_another_site, is_from_this_site

SHORTEST = 3  # seconds from showing a form to sending it
LONGEST = 24 * 3600  # an hour of writing and a night's sleep are fine
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


def stamp(purpose: str) -> str:
    """The signed moment at which a form is shown, with a number that tells it from others."""
    return signing.dumps([int(time.time()), secrets.token_hex(8)], salt=f"strangers.{purpose}")


def age_of(stamped: str, purpose: str) -> float | None:
    """Seconds since the form was shown; None where the stamp is missing, not ours, or too old."""
    try:
        shown_at, _number = signing.loads(stamped, salt=f"strangers.{purpose}", max_age=LONGEST)
    except signing.BadSignature:
        return None
    return time.time() - shown_at


class StrangersForm(forms.Form):
    """Has the traps. A subclass names its `purpose` and how many an hour one address may send without suspicion.

    After a valid form `suspicions` says what speaks for a robot, and `seal` is the same for the same form sent twice.
    """

    purpose = ""
    most_an_hour = 5
    texts: tuple[str, ...] = ()  # fields in which links are counted, and which make up the seal

    stamp = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    trang_web = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.suspicions: list[str] = []

    @property
    def present_stamp(self) -> str:
        """For the form as it is shown: the stamp that came back while it is good, so that time goes on."""
        sent = self.data.get("stamp", "") if self.is_bound else ""
        return sent if age_of(sent, self.purpose) is not None else stamp(self.purpose)

    @property
    def seal(self) -> str:
        parts = [self.cleaned_data["stamp"], *(str(self.cleaned_data.get(name, "")) for name in self.texts)]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def clean(self):
        cleaned = super().clean()
        age = age_of(cleaned.get("stamp", ""), self.purpose)
        if is_from_another_site(self.request):
            self.add_error(None, again(_("Nội dung được gửi từ một trang khác, không phải từ biểu mẫu này.")))
        elif age is None:
            self.add_error(None, again(_("Biểu mẫu đã để quá lâu hoặc chưa được mở trên trang này.")))
        elif age < SHORTEST and not self.errors:  # with something to mend it comes back anyway
            self.add_error(None, again(_("Biểu mẫu được gửi chỉ vài giây sau khi mở, nhanh hơn một người viết.")))
        if not self.errors:
            self.suspicions = list(self.suspect(cleaned))
        return cleaned

    def suspect(self, cleaned: dict):
        """What speaks for a robot, in words for the moderators."""
        if cleaned.get("trang_web"):
            yield _("điền ô ẩn")
        if not is_from_this_site(self.request):
            yield _("trình duyệt không cho biết gửi từ đâu")
        if sum(len(LINK.findall(str(cleaned.get(name, "")))) for name in self.texts) > MOST_LINKS:
            yield _("nhiều liên kết")
        if is_too_often(self.request, self.purpose, self.most_an_hour):
            yield _("gửi quá nhiều lần trong một giờ")


def again(reason: str) -> ValidationError:
    """The reason, and that nothing is lost."""
    sentence = _("%(reason)s Những gì bạn viết vẫn còn nguyên bên dưới; vui lòng xem lại rồi bấm nút gửi một lần nữa.")
    return ValidationError(sentence % {"reason": reason}, code="again")
