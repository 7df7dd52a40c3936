"""The model of closed months, apart from the other models, whose forms import it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news.quotas.periods import Cycle, Period


class ClosedMonth(models.Model):
    """A month frozen by the board: by whom, when, and the fingerprint of its evidence."""

    first_day = models.DateField(_("tháng"))
    closed_at = models.DateTimeField(_("khóa lúc"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_by_name = models.CharField(_("người khóa"), max_length=255)
    fingerprint = models.CharField(_("dấu vân tay"), max_length=64)
    reopened_at = models.DateTimeField(_("mở lại lúc"), null=True)
    reopened_by_name = models.CharField(_("người mở lại"), max_length=255, blank=True)
    reopening_reason = models.TextField(_("lý do mở lại"), blank=True)

    class Meta:
        verbose_name = _("tháng đã khóa sổ")
        verbose_name_plural = _("tháng đã khóa sổ")
        ordering = ["-first_day", "-closed_at"]
        permissions = [("close_month", "Khóa sổ và mở lại sổ chỉ tiêu tin, bài")]
        constraints = [
            models.UniqueConstraint(
                fields=["first_day"], condition=Q(reopened_at__isnull=True), name="month_closed_once"
            )
        ]

    def __str__(self):
        return str(self.period)

    @property
    def period(self) -> Period:
        return Period.from_day(self.first_day, Cycle.MONTH)
