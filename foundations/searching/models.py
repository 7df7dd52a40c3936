"""Synonyms that editors maintain, and searches that found nothing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import NormalisedTextMixin

CHANGED = "searching.synonym"  # in the log: `data` holds the fields `before` and `after`, None for no such row


class SynonymQuerySet(models.QuerySet):
    """Synonyms. Each that is deleted is logged, so that it can be restored."""

    def delete(self):
        with transaction.atomic():
            removed = [each.delete() for each in self]
        return len(removed), {self.model._meta.label: len(removed)}


class Synonym(NormalisedTextMixin, models.Model):
    """What people type and what documents write instead: "bằng lái" → "giấy phép lái xe"."""

    class Group(models.TextChoices):
        GENERAL = "chung", _("Cách gọi khác")
        ABBREVIATION = "viet-tat", _("Chữ viết tắt")
        CHAT = "nhan-tin", _("Chữ nhắn tin")
        REGIONAL = "vung-mien", _("Tiếng vùng miền")
        OLD_NAME = "ten-cu", _("Tên gọi cũ")
        ACT = "cach-noi", _("Việc theo lời người dân")

    # Groups whose words are read as others before phrases are looked up: "lm lại", "khai sanh".
    READ_FIRST = frozenset({Group.CHAT.value, Group.REGIONAL.value})

    typed = models.CharField(
        _("bạn đọc gõ"),
        max_length=255,
        help_text=_("Có thể ghi nhiều cách, cách nhau bằng dấu phẩy: bằng lái, bằng xe máy."),
    )
    meant = models.CharField(
        _("văn bản viết"),
        max_length=500,
        help_text=_("Từ dùng trong tên thủ tục; nhiều cách viết cách nhau bằng dấu phẩy."),
    )
    both_ways = models.BooleanField(
        _("hai chiều"),
        default=False,
        help_text=_("Chọn với chữ viết tắt: gõ TTHC tìm được “thủ tục hành chính” và ngược lại."),
    )
    group = models.CharField(
        _("nhóm"),
        max_length=20,
        choices=Group.choices,
        default=Group.GENERAL,
        blank=True,
        help_text=_(
            "Chữ nhắn tin và tiếng vùng miền được đọc thành cách viết thứ nhất trước khi tìm: “lm” thành “làm”, "
            "“khai sanh” thành “khai sinh”."
        ),
    )

    objects = SynonymQuerySet.as_manager()

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("từ đồng nghĩa, viết tắt")
        verbose_name_plural = _("từ đồng nghĩa, viết tắt")
        ordering = ["typed"]

    def __str__(self):
        return f"{self.typed} {'↔' if self.both_ways else '→'} {self.meant}"

    def save(self, *args, **kwargs):
        stored = Synonym.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        self._log_change(stored and stored.get_state(), self.get_state())

    def delete(self, *args, **kwargs):
        self._log_change(self.get_state(), None)
        return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        self.group = self.group or self.Group.GENERAL
        for name in ("typed", "meant"):
            if not any(map(fold, getattr(self, name).split(","))):
                raise ValidationError({name: _("Hãy ghi ít nhất một từ.")})

    def get_state(self) -> dict:
        """All fields but the key."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields[1:]}

    def _log_change(self, before: dict | None, after: dict | None) -> None:
        if before != after:
            log(self, CHANGED, data={"before": before, "after": after})


class MissedSearch(models.Model):
    """A search that found nothing: how often and when last, not by whom."""

    words = models.CharField(_("từ đã tìm"), max_length=200, unique=True)
    count = models.PositiveIntegerField(_("số lần"), default=1)
    last_on = models.DateField(_("lần gần nhất"))

    class Meta:
        verbose_name = _("từ tìm không thấy")
        verbose_name_plural = _("từ tìm không thấy")
        ordering = ["-count", "-last_on"]

    def __str__(self):
        return self.words
