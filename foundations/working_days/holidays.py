"""The public holidays that come with the software: Art. 112 of the Labour Code 2019, lunar ones on their solar days.

Editors add the days that the government swaps or adds each year.
"""

from __future__ import annotations

import datetime

from foundations.working_days.models import PublicHoliday

FIXED_HOLIDAYS = [
    ((1, 1), "Tết Dương lịch"),
    ((4, 30), "Ngày Chiến thắng"),
    ((5, 1), "Ngày Quốc tế lao động"),
    ((9, 2), "Quốc khánh"),
]
# Mùng 1 Tết, and the tenth of the third lunar month.
LUNAR_HOLIDAYS = {
    2025: ((1, 29), (4, 7)),
    2026: ((2, 17), (4, 26)),
    2027: ((2, 6), (4, 16)),
    2028: ((1, 26), (4, 4)),
}
TET = "Tết Nguyên đán"
ANCESTORS = "Giỗ Tổ Hùng Vương"
# The government chooses a day before or after 2 September each year.
BESIDE_NATIONAL_DAY = {2025: (9, 1), 2026: (9, 1), 2027: (9, 3), 2028: (9, 1)}


def add_known_holidays() -> None:
    """Adds the holidays of years that have none. Safe to repeat."""
    noted = set(PublicHoliday.objects.values_list("day__year", flat=True))
    rows = [
        PublicHoliday(day=day, name=name)
        for year in LUNAR_HOLIDAYS
        if year not in noted
        for day, name in get_holidays(year).items()
    ]
    PublicHoliday.objects.bulk_create(rows)


def get_holidays(year: int) -> dict[datetime.date, str]:
    """The holidays of a year by day, with weekdays off for those that fall on a weekend."""
    tet, ancestors = (datetime.date(year, *day) for day in LUNAR_HOLIDAYS[year])
    found = {datetime.date(year, *day): name for day, name in FIXED_HOLIDAYS}
    found[datetime.date(year, *BESIDE_NATIONAL_DAY[year])] = "Quốc khánh"
    found |= {tet + datetime.timedelta(days=offset): TET for offset in range(-1, 4)}
    found[ancestors] = ANCESTORS
    for day, name in sorted(found.items()):
        if day.weekday() >= 5:  # Art. 111: a day off in its place, the next working day
            found[find_next_free(day, found)] = f"{name} (nghỉ bù)"
    return dict(sorted(found.items()))


def find_next_free(day: datetime.date, taken: dict) -> datetime.date:
    """The next weekday from `day` on that is not in `taken`."""
    while day.weekday() >= 5 or day in taken:
        day += datetime.timedelta(days=1)
    return day
