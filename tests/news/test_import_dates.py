"""The day of an old article, from what its page tells."""

import re

import pytest
import time_machine
from django.utils import timezone

from news.article_imports.dates import find_dating


@pytest.fixture(autouse=True)
def a_day_in_november():
    with time_machine.travel("2026-11-22 10:00+07:00", tick=False):
        yield


def found(written="", title="", *paragraphs) -> tuple[str, str]:
    dating = find_dating(written, title, list(paragraphs))
    return f"{timezone.localtime(dating.moment):%d/%m/%Y %H:%M}", dating.basis


@pytest.mark.parametrize(
    ("written", "moment", "basis"),
    [
        ("16/09/2021", "16/09/2021 00:00", "published"),
        ("16/09/2021 08:30", "16/09/2021 08:30", "published"),
        ("6/9/2021, 8:05:59", "06/09/2021 08:05", "published"),
        ("16/09/2021 - 23:59", "16/09/2021 23:59", "published"),
        ("2021-09-16", "16/09/2021 00:00", "published"),
        ("2021-09-16 08:30", "16/09/2021 08:30", "published"),
        ("2021-09-16T20:30:00Z", "17/09/2021 03:30", "published"),
        ("2021-09-16T20:30:00.000+0700", "16/09/2021 20:30", "published"),
        ("event 7/4/2021", "07/04/2021 00:00", "event"),
        ("event 08/7 (2021)", "08/07/2021 00:00", "event"),
        ("08/7(2021)", "08/07/2021 00:00", "event"),
        ("29/02/2020", "29/02/2020 00:00", "published"),
        ("23/11/2026", "23/11/2026 00:00", "published"),
    ],
)
def test_a_date_is_read_as_people_and_machines_write_it(written, moment, basis):
    assert found(written) == (moment, basis)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2021", "không có ngày 31/02/2021"),
        ("29/02/2021", "không có ngày 29/02/2021"),
        ("00/00/0000", "không có ngày 00/00/0000"),
        ("16/09/2021 24:61", "không có ngày 16/09/2021 24:61"),
        ("2021-13-01", "không có ngày 2021-13-01"),
        ("0001-01-01T00:00:00+14:00", "không có ngày 0001-01-01"),
        ("9999-12-31T23:59:59-12:00", "không có ngày 9999-12-31"),
        ("event 31/4 (2021)", "không có ngày event 31/4"),
        ("16/09/1021", "không có ngày 16/09/1021"),
        ("24/11/2026", "ngày ở tương lai: 24/11/2026"),
        ("31/12/9999", "ngày ở tương lai: 31/12/9999"),
        ("16/09/21", "không hiểu ngày “16/09/21”"),
        ("event 08/7", "không hiểu ngày “event 08/7”"),
        ("١٦/٠٩/٢٠٢١", "không hiểu ngày"),
        ("hôm qua", "không hiểu ngày “hôm qua”; hãy ghi ngày/tháng/năm, ví dụ 16/09/2021"),
        ("1" * 5000, "không hiểu ngày “" + "1" * 60 + "”"),
    ],
)
def test_what_is_no_date_is_said_so(written, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        found(written)


@pytest.mark.parametrize(
    ("title", "text", "moment", "basis"),
    [
        ("Bài", "Ngày 23 tháng 8 năm 2021, tỉnh họp.", "23/08/2021 00:00", "text"),
        ("Năm 2018", "Quyết định số 37/QĐ-UBND ngày 24/01/2022.", "24/01/2022 00:00", "text"),
        ("Bài", "Họp ngày 31/02/2021, đúng ra là 01/03/2021.", "01/03/2021 00:00", "text"),
        ("Bài", "Đến ngày 31/12/2030 xong việc giao ngày 05/01/2021.", "05/01/2021 00:00", "text"),
        ("KE HOACH NAM 2018", "Dự thảo năm 2019.", "01/01/2018 00:00", "year"),
        ("KẾ HOẠCH NĂM 2018", "Dự thảo năm 2019.", "01/01/2018 00:00", "year"),
        ("Mục tiêu đến năm 2030", "Kế hoạch của năm 2019.", "01/01/2019 00:00", "year"),
    ],
)
def test_without_a_date_the_text_tells_one(title, text, moment, basis):
    assert found("", title, text) == (moment, basis)


@pytest.mark.parametrize("text", ["Ngày 08/7 họp.", "Đến năm 2099.", "Việt Nam 2020 bước.", "Văn bản 12/345/2021.", ""])
def test_a_text_may_tell_no_date(text):
    with pytest.raises(ValueError, match="không có ngày, và trong bài cũng không nêu ngày hay năm nào"):
        found("", "Bài", text)
