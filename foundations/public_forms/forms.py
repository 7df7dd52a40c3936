"""The base of forms that anybody may send: it stops robots and never loses a person's text.

Four signs of a robot: a hidden field is filled in, the form is sent within seconds, too often from one address, or
from another site. Each can happen to a person, too (browsers fill in fields, text is pasted, an office shares an
address), so none of them loses a text. If sending again helps, the filled form is shown again with a sentence that
says so; otherwise it is a suspicion, which the caller stores with the text for the moderators.
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

MIN_SECONDS = 3  # seconds from showing a form to sending it
MAX_SECONDS = 24 * 3600  # seconds; a day, so that a form can be left open overnight
MAX_LINKS = 2
LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


def make_stamp(purpose: str) -> str:
    """The signed time at which a form is shown, with a random number."""
    return signing.dumps([int(time.time()), secrets.token_hex(8)], salt=f"strangers.{purpose}")


def get_age(stamped: str, purpose: str) -> float | None:
    """Seconds since the form was shown; None if the stamp is missing, forged or too old."""
    try:
        shown_at, _number = signing.loads(stamped, salt=f"strangers.{purpose}", max_age=MAX_SECONDS)
    except signing.BadSignature:
        return None
    return time.time() - shown_at


class PublicForm(forms.Form):
    """A form with the traps. Subclasses set `purpose`, and `most_an_hour` that one address may send unsuspected.

    When valid, `suspicions` holds the signs of a robot in words, and `seal` is the same if a form is sent twice.
    """

    purpose = ""
    most_an_hour = 5
    texts: tuple[str, ...] = ()  # fields whose links are counted and that make up the seal

    stamp = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    trang_web = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.suspicions: list[str] = []

    @property
    def present_stamp(self) -> str:
        """The stamp to show: that of the sent form as long as it is valid, so that its age goes on counting."""
        sent = self.data.get("stamp", "") if self.is_bound else ""
        return sent if get_age(sent, self.purpose) is not None else make_stamp(self.purpose)

    @property
    def seal(self) -> str:
        parts = [self.cleaned_data["stamp"], *(str(self.cleaned_data.get(name, "")) for name in self.texts)]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def clean(self):
        cleaned = super().clean()
        age = get_age(cleaned.get("stamp", ""), self.purpose)
        if is_from_another_site(self.request):
            self.add_error(
                None, make_retry_error(_("Nội dung được gửi từ một trang khác, không phải từ biểu mẫu này."))
            )
        elif age is None:
            self.add_error(None, make_retry_error(_("Biểu mẫu đã để quá lâu hoặc chưa được mở trên trang này.")))
        elif age < MIN_SECONDS and not self.errors:  # with other errors it is shown again anyway
            self.add_error(
                None, make_retry_error(_("Biểu mẫu được gửi chỉ vài giây sau khi mở, nhanh hơn một người viết."))
            )
        if not self.errors:
            self.suspicions = list(self.find_suspicions(cleaned))
        return cleaned

    def find_suspicions(self, cleaned: dict):
        """The signs of a robot, in words for the moderators."""
        if cleaned.get("trang_web"):
            yield _("điền ô ẩn")
        if not is_from_this_site(self.request):
            yield _("trình duyệt không cho biết gửi từ đâu")
        if sum(len(LINK.findall(str(cleaned.get(name, "")))) for name in self.texts) > MAX_LINKS:
            yield _("nhiều liên kết")
        if is_too_often(self.request, self.purpose, self.most_an_hour):
            yield _("gửi quá nhiều lần trong một giờ")


def make_retry_error(reason: str) -> ValidationError:
    """An error with the reason, and that the text is kept and can be sent again."""
    sentence = _("%(reason)s Những gì bạn viết vẫn còn nguyên bên dưới; vui lòng xem lại rồi bấm nút gửi một lần nữa.")
    return ValidationError(sentence % {"reason": reason}, code="again")
