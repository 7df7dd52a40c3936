"""Working days in Viet Nam: Monday to Friday without the public holidays, which editors maintain."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.normalisation import NormalisedTextMixin

SATURDAY = 5
# Longer than any time limit of a procedure; stops the counting if a number is wrong.
MAX_DAYS = 3660  # days


class PublicHoliday(NormalisedTextMixin, models.Model):
    """A weekday off, or a weekend day that is worked instead of another day (hoán đổi ngày làm việc)."""

    day = models.DateField(_("ngày"), unique=True, error_messages={"unique": _("Ngày này đã được ghi.")})
    name = models.CharField(_("tên"), max_length=255)
    is_worked = models.BooleanField(
        _("là ngày làm bù"), default=False, help_text=_("Đánh dấu nếu là thứ Bảy, Chủ nhật phải đi làm bù.")
    )

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("name")]), FieldPanel("is_worked")]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("ngày nghỉ lễ")
        verbose_name_plural = _("ngày nghỉ lễ")
        ordering = ["day"]

    def __str__(self):
        return f"{self.name} ({self.day:%d/%m/%Y})"


class WorkingDays:
    """Counts working days; reads the holidays once."""

    def __init__(self, holidays: dict[datetime.date, bool] | None = None):
        """`holidays`: by day, whether it is worked; from the database by default."""
        self.holidays = dict(PublicHoliday.objects.values_list("day", "is_worked")) if holidays is None else holidays

    def is_worked(self, day: datetime.date) -> bool:
        return self.holidays.get(day, day.weekday() < SATURDAY)

    def has_holidays_of_year(self, day: datetime.date) -> bool:
        """Whether holidays of the day's year are known, so that counting in it is reliable."""
        return any(holiday.year == day.year for holiday in self.holidays)

    def after(self, start: datetime.date, days: int) -> datetime.date:
        """The last of `days` working days after `start`; the day of submission does not count."""
        day = start
        while days > 0 and (day - start).days < MAX_DAYS:
            day += datetime.timedelta(days=1)
            days -= self.is_worked(day)
        return day

    def find_first_from(self, day: datetime.date) -> datetime.date:
        """`day` or the next working day, as limits are extended to it (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
        while not self.is_worked(day):
            day += datetime.timedelta(days=1)
        return day
