"""Versions of consent texts, and records of requests about personal data."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.normalisation import NormalisedTextMixin


class Purpose(models.TextChoices):
    """The forms that ask for consent."""

    COMMENT = "binh-luan", _("Bình luận")
    FEEDBACK = "gop-y", _("Góp ý, phản ánh")


class ConsentText(NormalisedTextMixin, models.Model):
    """One version of the text that a sender agrees to. It cannot be changed once somebody has agreed to it."""

    purpose = models.CharField(_("dùng cho"), max_length=20, choices=Purpose.choices)
    number = models.PositiveIntegerField(_("phiên bản"), editable=False)
    text = models.TextField(
        _("nội dung"),
        help_text=_("Nêu rõ mục đích, dữ liệu được lưu, ai được xem và quyền của người gửi. Căn cứ pháp lý ghi ở đây."),
    )
    valid_from = models.DateField(_("áp dụng từ ngày"), default=timezone.localdate)

    panels = [FieldPanel("purpose"), FieldPanel("text"), FieldPanel("valid_from")]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("văn bản đồng ý")
        verbose_name_plural = _("văn bản đồng ý")
        ordering = ["purpose", "-number"]
        constraints = [models.UniqueConstraint(fields=["purpose", "number"], name="consent_number_once_per_purpose")]

    def __str__(self):
        return f"{self.get_purpose_display()}, phiên bản {self.number}"

    def save(self, *args, **kwargs):
        if self.number is None:
            last = ConsentText.objects.filter(purpose=self.purpose).aggregate(last=models.Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)

    @classmethod
    def get_current(cls, purpose: str) -> ConsentText | None:
        """The version valid today; None before the first one."""
        texts = cls.objects.filter(purpose=purpose, valid_from__lte=timezone.localdate())
        return texts.order_by("-valid_from", "-number").first()

    @property
    def is_used(self) -> bool:
        """Whether anybody has agreed to it."""
        users = [relation for relation in self._meta.related_objects if relation.related_model is not None]
        return any(relation.related_model.objects.filter(**{relation.field.name: self}).exists() for relation in users)

    def clean(self):
        super().clean()
        if self.pk and self.is_used:
            stored = ConsentText.objects.get(pk=self.pk)
            if (stored.text, stored.purpose) != (self.text, self.purpose):
                raise ValidationError(
                    {"text": _("Đã có người đồng ý với phiên bản này nên không sửa được. Hãy thêm một phiên bản mới.")}
                )


class DataRequest(NormalisedTextMixin, models.Model):
    """A record of data handed out or erased at a person's request: who did it, when and why.

    It only holds a masked contact (`n…@example.vn`), as a record must not hold what was erased.
    """

    class Kind(models.TextChoices):
        EXPORT = "xuat", _("Cung cấp dữ liệu")
        ERASURE = "xoa", _("Xóa dữ liệu")

    kind = models.CharField(_("việc"), max_length=20, choices=Kind.choices)
    person = models.CharField(_("người yêu cầu"), max_length=255)
    reason = models.TextField(_("căn cứ, lý do"))
    count = models.PositiveIntegerField(_("số mục"))
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("người thực hiện"),
    )
    by_name = models.CharField(_("người thực hiện"), max_length=255)

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu về dữ liệu cá nhân")
        ordering = ["-at", "-pk"]
        permissions = [("handle_datarequest", _("Cung cấp, xóa dữ liệu cá nhân theo yêu cầu"))]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"
