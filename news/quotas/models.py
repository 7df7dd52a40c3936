"""Models: rules, exemptions, first publications, closed months, sent reminders."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from news.quotas.closed_months import ClosedMonth
from news.quotas.forms import ExemptionForm, QuotaRuleForm
from news.quotas.frozen import parse_row
from news.quotas.periods import Cycle
from news.quotas.rules import Account

MAX_GRACE_DAYS = 31  # days; more would reach beyond the next month


def get_default_kinds() -> list[str]:
    """News, features and photo news; notices do not count."""
    return ["tin", "bai", "tin_anh"]


class QuotaRule(NormalisedTextMixin, models.Model):
    """A quota: who owes how many articles of what kind, how often, from when to when, and its legal basis."""

    name = models.CharField(
        _("tên chỉ tiêu"), max_length=255, help_text=_("Ví dụ: Tin, bài cải cách hành chính hằng tháng của các sở.")
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quota_rules",
        verbose_name=_("giao cho một đơn vị"),
        help_text=_("Khi đơn vị này sáp nhập hay đổi tên, đơn vị tiếp nhận thực hiện tiếp."),
    )
    unit_kind = models.CharField(
        _("giao cho một loại đơn vị"),
        max_length=20,
        choices=Unit.Kind.choices,
        blank=True,
        help_text=_("Để trống cả hai ô: giao cho mọi đơn vị."),
    )
    minimum = models.IntegerField(
        _("số tin, bài tối thiểu"),
        default=1,
        validators=[
            MinValueValidator(1, _("Số tin, bài tối thiểu phải từ 1 trở lên.")),
            MaxValueValidator(1000, _("Số tin, bài tối thiểu không quá 1000.")),
        ],
    )
    cycle = models.CharField(_("trong mỗi"), max_length=10, choices=Cycle.choices, default=Cycle.MONTH)
    columns = models.ManyToManyField(
        "news.NewsIndexPage",
        blank=True,
        related_name="quota_rules",
        verbose_name=_("chuyên mục được tính"),
        help_text=_("Tính cả các chuyên mục con và trang của đơn vị bên dưới; không chọn là tính mọi chuyên mục."),
    )
    kinds = models.JSONField(_("thể loại được tính"), default=get_default_kinds, blank=True)
    counts_reposts = models.BooleanField(_("tính cả bài đăng lại"), default=False)
    minimum_words = models.PositiveIntegerField(
        _("số chữ tối thiểu"), default=0, help_text=_("Đếm lời dẫn và nội dung; 0 là không yêu cầu.")
    )
    needs_picture = models.BooleanField(_("phải có ảnh"), default=False)
    valid_from = models.DateField(_("áp dụng từ ngày"))
    valid_to = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Để trống nếu còn áp dụng đến khi có thay đổi.")
    )
    grace_days = models.PositiveSmallIntegerField(
        _("số ngày gia hạn"),
        default=0,
        validators=[MaxValueValidator(MAX_GRACE_DAYS, _("Số ngày gia hạn không quá 31."))],
        help_text=_("Bài đăng trong những ngày này sau khi hết kỳ bù cho phần còn thiếu; không tính thêm cho kỳ sau."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("nhắc trước khi hết hạn (ngày)"),
        default=7,
        validators=[MaxValueValidator(60, _("Nhắc trước không quá 60 ngày."))],
        help_text=_("Gửi thư cho biên tập viên của đơn vị còn thiếu; 0 là không nhắc."),
    )
    document = models.CharField(
        _("văn bản giao chỉ tiêu"), max_length=500, help_text=_("Số, ký hiệu, ngày và cơ quan ban hành.")
    )

    base_form_class = QuotaRuleForm

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["-valid_from", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quota_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                violation_error_message=_("Ngày hết áp dụng không được trước ngày bắt đầu áp dụng."),
            ),
            models.CheckConstraint(
                name="quota_asks_for_something",
                condition=Q(minimum__gte=1),
                violation_error_message=_("Số tin, bài tối thiểu phải từ 1 trở lên."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.")})
        if self.unit_id and self.unit_kind:
            raise ValidationError({"unit_kind": _("Chỉ giao cho một đơn vị hoặc cho một loại đơn vị, không cả hai.")})

    def validate_constraints(self, exclude=None):
        """Skips fields whose own errors say the same; the constraints guard writes outside the form."""
        repeated = {"minimum", "valid_from", "valid_to"}
        super().validate_constraints(exclude={*(exclude or ()), *repeated})


class QuotaExemption(NormalisedTextMixin, models.Model):
    """Days on which a unit owes nothing, with the reason."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quota_exemptions", verbose_name=_("đơn vị"))
    rule = models.ForeignKey(
        QuotaRule,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exemptions",
        verbose_name=_("chỉ tiêu"),
        help_text=_("Để trống: miễn mọi chỉ tiêu."),
    )
    valid_from = models.DateField(_("miễn từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("lý do"), max_length=500, help_text=_("Hiển thị trong bảng theo dõi và báo cáo."))
    document = models.CharField(_("văn bản đồng ý"), max_length=500, blank=True)

    base_form_class = ExemptionForm

    class Meta:
        verbose_name = _("trường hợp được miễn")
        verbose_name_plural = _("trường hợp được miễn")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exemption_ends_after_it_begins", condition=Q(valid_to__gte=models.F("valid_from"))
            )
        ]

    def __str__(self):
        return f"{self.unit}: {date_format(self.valid_from, 'd/m/Y')} – {date_format(self.valid_to, 'd/m/Y')}"

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày cuối được miễn không được trước ngày đầu.")})

    def validate_constraints(self, exclude=None):
        super().validate_constraints(exclude={*(exclude or ()), "valid_from", "valid_to"})


class FirstPublication(models.Model):
    """When an article was first published, by which unit and in which column.

    Stored once: moving, unpublishing and republishing do not change these fields. The others follow the published
    article. The row outlives the article.
    """

    page_key = models.BigIntegerField(unique=True)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    column = models.ForeignKey("news.NewsIndexPage", models.SET_NULL, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="first_publications")
    moment = models.DateTimeField()
    day = models.DateField()  # local date of `moment`, used for periods
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    origin = models.CharField(max_length=20)
    words = models.PositiveIntegerField(default=0)
    has_picture = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True)  # last republished or moved

    class Meta:
        verbose_name = _("lần đăng đầu")
        verbose_name_plural = _("lần đăng đầu")
        indexes = [models.Index(fields=["day", "unit"], name="first_publication_by_day")]

    def __str__(self):
        return self.title


class ClosedArticle(models.Model):
    """An article when the month was closed: its evidence row, and the content that the row's digest covers."""

    closing = models.ForeignKey(ClosedMonth, models.CASCADE, related_name="articles")
    page_key = models.BigIntegerField()
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    url_path = models.TextField()
    last_published_at = models.DateTimeField(null=True)
    row = models.JSONField()  # the evidence row, as the fingerprint covers it
    content = models.JSONField()  # the article itself, as its digest covers it

    class Meta:
        verbose_name = _("tin, bài minh chứng")
        verbose_name_plural = _("tin, bài minh chứng")
        constraints = [models.UniqueConstraint(fields=["closing", "page_key"], name="evidence_once_per_closing")]

    def __str__(self):
        return self.row.get("title", "")


class ClosedAccount(models.Model):
    """The frozen numbers of one unit under one rule in one period."""

    closing = models.ForeignKey(ClosedMonth, models.CASCADE, related_name="accounts")
    rule = models.ForeignKey(QuotaRule, models.PROTECT, related_name="closed_accounts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="closed_accounts")
    first_day = models.DateField()
    last_day = models.DateField()
    owed = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    row = models.JSONField()  # all the numbers and names, as the fingerprint covers them
    articles = models.ManyToManyField(ClosedArticle, related_name="accounts")

    class Meta:
        verbose_name = _("chỉ tiêu đã khóa sổ")
        verbose_name_plural = _("chỉ tiêu đã khóa sổ")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.unit}: {self.done}/{self.owed}"

    @property
    def account(self) -> Account:
        """The account as the ledger knows it."""
        return parse_row(self.row)


class SentReminder(models.Model):
    """A reminder that was sent. Its mark is stored before sending, so that none is sent twice."""

    mark = models.CharField(max_length=100, unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    recipients = models.TextField()

    class Meta:
        verbose_name = _("thư nhắc đã gửi")
        verbose_name_plural = _("thư nhắc đã gửi")

    def __str__(self):
        return self.mark
