"""Feedback on administrative rules and their handling (phản ánh, kiến nghị): cases, events, files, answers.

Nghị định 20/2008/NĐ-CP as amended by 92/2017/NĐ-CP: a case that belongs to another agency is forwarded within five
working days; cases are kept and reported every half year.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from feedback.permissions import can_handle_all_cases
from foundations.editing.forms import EditedModelForm
from foundations.personal_data.holders import make_contact_key
from foundations.personal_data.models import ConsentText
from foundations.searching.folded_columns import FoldedTextMixin, build_words_filter
from foundations.units.models import Unit
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import NormalisedTextMixin

DAYS_TO_FORWARD = 5  # working days


class CaseState(models.TextChoices):
    NEW = "moi-nhan", _("Mới nhận")
    REVIEWING = "dang-xem-xet", _("Đang xem xét")
    FORWARDED = "da-chuyen", _("Đã chuyển")
    ANSWERED = "da-tra-loi", _("Đã trả lời")
    OUTSIDE = "khong-thuoc-pham-vi", _("Không thuộc phạm vi")
    SUSPECTED = "nghi-rac", _("Nghi là thư rác")
    SPAM = "rac", _("Thư rác")


OPEN_STATES = (CaseState.NEW, CaseState.REVIEWING)  # the deadline counts
SPAM_STATES = (CaseState.SUSPECTED, CaseState.SPAM)


def get_private_storage() -> FileSystemStorage:
    """Attachments are outside MEDIA_ROOT; only `admin_views.send_file` serves them."""
    return FileSystemStorage(settings.VAR_DIR / "gop-y", directory_permissions_mode=0o700, file_permissions_mode=0o600)


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> CaseQuerySet:
        """All cases for the board; for a unit's editors those sent or forwarded to the unit, without spam."""
        if can_handle_all_cases(user):
            return self
        groups = user.groups.values("pk")
        mine = Q(unit__editors__in=groups) | Q(forwarded_unit__editors__in=groups)
        return self.filter(mine).exclude(state__in=SPAM_STATES).distinct()

    def matching(self, words: str) -> CaseQuerySet:
        """Cases whose number, sender or subject contains all the words, with or without accents."""
        return self.filter(build_words_filter(words, "folded"))

    def counted(self) -> CaseQuerySet:
        """Without spam and suspected spam."""
        return self.exclude(state__in=SPAM_STATES)

    def overdue(self, today: datetime.date) -> CaseQuerySet:
        return self.filter(state__in=OPEN_STATES, due_on__lt=today)

    def received_between(self, first: datetime.date, last: datetime.date) -> CaseQuerySet:
        return self.filter(sent_at__date__range=(first, last))


class CaseCounter(models.Model):
    """The last case number used in a year."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.year}: {self.last}"


class FeedbackCase(NormalisedTextMixin, FoldedTextMixin, models.Model):
    """A case: what one person sent, its state and answer."""

    FOLDED_FIELDS = ("number", "name", "subject", "email", "phone")

    number = models.CharField(_("mã số"), max_length=20, unique=True, editable=False)
    key = models.CharField(max_length=20, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gửi đến đơn vị")
    )
    procedure_code = models.CharField(_("mã thủ tục"), max_length=60, blank=True)
    name = models.CharField(_("họ tên"), max_length=100)
    email = models.EmailField(_("thư điện tử"), blank=True, db_index=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True, db_index=True)
    subject = models.CharField(_("tiêu đề"), max_length=200)
    text = models.TextField(_("nội dung"))
    consent = models.ForeignKey(ConsentText, models.PROTECT, related_name="+", verbose_name=_("đã đồng ý với"))
    may_publish = models.BooleanField(_("đồng ý công khai câu trả lời"), default=False)
    sent_at = models.DateTimeField(_("gửi lúc"), default=timezone.now)
    due_on = models.DateField(_("hạn chuyển, xử lý"), help_text=_("Ngày ghi trên giấy hẹn của người gửi."))
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=CaseState.choices, default=CaseState.NEW, db_index=True
    )
    handled_at = models.DateTimeField(_("chuyển, xử lý lúc"), null=True, blank=True)
    forwarded_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đã chuyển đến đơn vị")
    )
    forwarded_to = models.CharField(_("đã chuyển đến cơ quan khác"), max_length=255, blank=True)
    answer = models.TextField(_("nội dung trả lời"), blank=True)
    reason = models.TextField(_("lý do không thuộc phạm vi"), blank=True)
    suspicion = models.CharField(_("dấu hiệu thư rác"), max_length=255, blank=True)
    seal = models.CharField(max_length=32, unique=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("góp ý, phản ánh")
        verbose_name_plural = _("góp ý, phản ánh")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return self.number

    @property
    def is_overdue(self) -> bool:
        return self.state in OPEN_STATES and self.due_on < timezone.localdate()

    @property
    def receiver(self) -> str:
        """The name of the unit or agency it was forwarded to."""
        return self.forwarded_unit.name if self.forwarded_unit else self.forwarded_to


class CaseEvent(NormalisedTextMixin, models.Model):
    """One change of state: when, by whom, with what note. Never edited or deleted alone."""

    case = models.ForeignKey(FeedbackCase, models.CASCADE, related_name="events")
    state = models.CharField(_("tình trạng"), max_length=20, choices=CaseState.choices)
    receiver = models.CharField(_("chuyển đến"), max_length=255, blank=True)
    note = models.TextField(_("ghi chú nội bộ"), blank=True)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("người thực hiện"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("diễn biến")
        verbose_name_plural = _("diễn biến")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case}: {self.get_state_display()}"


class CaseFile(models.Model):
    """An attachment, stored under a random name; `name` is the sender's, for display only."""

    case = models.ForeignKey(FeedbackCase, models.CASCADE, related_name="files")
    file = models.FileField(_("tệp"), storage=get_private_storage, max_length=255)
    name = models.CharField(_("tên tệp"), max_length=150)
    size = models.PositiveIntegerField(_("dung lượng"))

    class Meta:
        verbose_name = _("tệp gửi kèm")
        verbose_name_plural = _("tệp gửi kèm")

    def __str__(self):
        return self.name


class PublishedAnswer(NormalisedTextMixin, models.Model):
    """A public question and answer, rewritten without personal data."""

    case = models.OneToOneField(
        FeedbackCase,
        models.PROTECT,
        related_name="published",
        verbose_name=_("góp ý, phản ánh"),
        limit_choices_to={"state": CaseState.ANSWERED, "may_publish": True},
        help_text=_("Chỉ chọn được trường hợp đã trả lời và người gửi đồng ý công khai."),
    )
    subject = models.CharField(_("tiêu đề"), max_length=200)
    question = models.TextField(_("nội dung phản ánh"), help_text=_("Tóm lược, không nêu thông tin của người gửi."))
    answer = models.TextField(_("nội dung trả lời"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan trả lời")
    )
    published_on = models.DateField(_("ngày đăng"), default=timezone.localdate)

    panels = [FieldPanel(name) for name in ("case", "subject", "question", "answer", "unit", "published_on")]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("câu trả lời công khai")
        verbose_name_plural = _("câu trả lời công khai")
        ordering = ["-published_on", "-pk"]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("feedback_answer", args=[self.pk])

    def clean(self):
        """Refuses a case without consent, and texts that name the sender."""
        super().clean()
        case = getattr(self, "case", None)
        if case is None:
            return
        if case.state != CaseState.ANSWERED or not case.may_publish:
            raise ValidationError({"case": _("Người gửi chưa đồng ý công khai, hoặc phản ánh chưa được trả lời.")})
        for name in ("subject", "question", "answer"):
            if found := self.find_personal_data(getattr(self, name)):
                words = _("Nội dung còn nêu thông tin của người gửi: %s.") % found
                raise ValidationError({name: words})

    def find_personal_data(self, text: str) -> str:
        """The sender's e-mail address, telephone number or name if the text contains it; else empty."""
        digits = "".join(character for character in text if character.isdigit())
        phone = make_contact_key(self.case.phone)
        if self.case.email and self.case.email in text.lower():
            return self.case.email
        if phone and phone[1:] in digits:
            return self.case.phone
        return self.case.name if f" {fold(self.case.name)} " in f" {fold(text)} " else ""
