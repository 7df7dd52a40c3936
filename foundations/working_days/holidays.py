"""The public holidays that the software comes with: those fixed by Art. 112 of the Labour Code 2019, with the lunar
ones on their solar days. Days swapped or added each year are the editors' to note."""

from __future__ import annotations

import datetime

from foundations.working_days.models import PublicHoliday

FIXED = [
    ((1, 1), "Tết Dương lịch"),
    ((4, 30), "Ngày Chiến thắng"),
    ((5, 1), "Ngày Quốc tế lao động"),
    ((9, 2), "Quốc khánh"),
]
# Mùng 1 Tết, and the tenth of the third lunar month.
LUNAR = {
    2025: ((1, 29), (4, 7)),
    2026: ((2, 17), (4, 26)),
    2027: ((2, 6), (4, 16)),
    2028: ((1, 26), (4, 4)),
}
TET = "Tết Nguyên đán"
ANCESTORS = "Giỗ Tổ Hùng Vương"
# One day beside 2 September each year; since 2021 mostly 1 September or 3 September by the government's choice.
BESIDE_NATIONAL_DAY = {2025: (9, 1), 2026: (9, 1), 2027: (9, 3), 2028: (9, 1)}


def add_known_holidays() -> None:
    """Adds the holidays of years of which none is noted. Safe to repeat."""
    noted = set(PublicHoliday.objects.values_list("day__year", flat=True))
    rows = [
        PublicHoliday(day=day, name=name)
        for year in LUNAR
        if year not in noted
        for day, name in holidays_of(year).items()
    ]
    PublicHoliday.objects.bulk_create(rows)


def holidays_of(year: int) -> dict[datetime.date, str]:
    """The days off of a year, those that fall on a weekend with the weekday that stands in for them."""
    tet, ancestors = (datetime.date(year, *day) for day in LUNAR[year])
    found = {datetime.date(year, *day): name for day, name in FIXED}
    found[datetime.date(year, *BESIDE_NATIONAL_DAY[year])] = "Quốc khánh"
    found |= {tet + datetime.timedelta(days=offset): TET for offset in range(-1, 4)}
    found[ancestors] = ANCESTORS
    for day, name in sorted(found.items()):
        if day.weekday() >= 5:  # Art. 111: a day off in its place, the next working day
            found[next_free(day, found)] = f"{name} (nghỉ bù)"
    return dict(sorted(found.items()))


def next_free(day: datetime.date, taken: dict) -> datetime.date:
    while day.weekday() >= 5 or day in taken:
        day += datetime.timedelta(days=1)
    return day
