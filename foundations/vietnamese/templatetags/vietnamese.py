"""`{% load vietnamese %}`: numbers and dates in Vietnamese and English notation."""

import datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

register = template.Library()

WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
)


@register.filter
def grouped(number: int | float | Decimal | None) -> str:
    """A number with grouped thousands and all its decimals: 69534 -> `69.534`, 92.44 -> `92,44`; None -> ``.

    In English `69,534` and `92.44`. Never use it on a year.
    """
    if number is None or number == "":
        return ""
    return formats.number_format(number, force_grouping=True)


@register.filter
def dated(moment: datetime.datetime | None) -> str:
    """`<time>` with the local day in the format of lists in both languages: 30/10/2026.

    Lists have twenty of them; Django's `date` takes ten times as long for the same.
    """
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), f"{local:%d/%m/%Y}")


@register.filter
def iso(moment: datetime.datetime | None) -> str:
    """Local time for a `datetime` attribute: 2026-10-30T09:00:00+07:00; faster than Django's `date:"c"`."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def full_date(day: datetime.date | datetime.datetime | None) -> str:
    """Weekday and date in local time: `Thứ Ba, ngày 18/06/2024`, in English `Tuesday, 18 June 2024`."""
    if not day:
        return ""
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    if (translation.get_language() or "vi").startswith("vi"):
        # Not Django's own names, which are "Thứ 2" to "Thứ 7".
        return f"{WEEKDAYS[day.weekday()]}, {_('ngày')} {formats.date_format(day, 'd/m/Y')}"
    return formats.date_format(day, "l, j F Y")
