"""When a dossier is due: the time limits of procedures, counted from the day of handing in."""

from __future__ import annotations

import datetime
from calendar import monthrange

from foundations.working_days.models import MAX_DAYS, WorkingDays
from procedures.reading.choices import TimeUnit

HOURS_A_DAY = 8  # worked


def find_due_day(days: WorkingDays, start: datetime.date, amount, unit: str) -> datetime.date | None:
    """When a dossier handed in on `start` is due; None if the limit cannot be counted."""
    if amount is None or amount <= 0 or amount > MAX_DAYS:
        return None
    whole = -int(-amount // 1)  # half a day is done within the day
    start = days.find_first_from(start)
    if unit in {TimeUnit.WORKING_DAY, TimeUnit.HOUR}:
        return days.after(start, whole if unit == TimeUnit.WORKING_DAY else int(amount // HOURS_A_DAY))
    if unit == TimeUnit.DAY:
        return days.find_first_from(start + datetime.timedelta(days=whole))
    months = {TimeUnit.MONTH: 1, TimeUnit.YEAR: 12}.get(unit)
    return days.find_first_from(add_months(start, months * whole)) if months else None


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or that month's last day."""
    month = day.month - 1 + min(months, MAX_DAYS // 30)
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
