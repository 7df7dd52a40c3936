"""Files as a collector of old sites writes them: five pages of Kon Tum, in sentences of our own."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import CommandError, call_command

BOARD_RANKED = {
    "id": "kkt-2672",
    "title": "Ban Quản lý Khu kinh tế xếp loại xuất sắc về cải cách hành chính năm 2021",
    "url": "http://kkt-kontum.com/ban-quan-ly-khu-kinh-te-xep-loai-xuat-sac.p-2672.html (tìm thấy ở kho lưu trữ)",
    "date": None,
    "byline": "Ban biên tập trang thông tin điện tử",
    "captions": [],
    "chrome": ["title twice", "Top page Desktop"],
    "body": [
        "Theo Quyết định số 37/QĐ-UBND ngày 24/01/2022, Ban Quản lý Khu kinh tế đạt 92,44 điểm.",
        "Tám đơn vị được xếp loại xuất sắc; kế hoạch mới ban hành ngày 15/02/2022.",
    ],
    "source": {"seed": "000.txt"},
}
DISTRICT_MEETING = {
    "id": "kon-ray-1",
    "title": "Huyện Kon Rẫy bàn việc cải thiện môi trường đầu tư",
    "url": None,
    "date": "event 7/4/2021",
    "byline": None,
    "captions": ["Quang cảnh Hội nghị"],
    "body": ["Huyện họp bàn về cải cách hành chính.", "Quang cảnh Hội nghị", "Năm 2020 huyện được 73,33/96 điểm."],
    "source": {"seed": "001.txt"},
}
OFFICE_LETTER = {
    "id": "sldtbxh-9",
    "title": "Văn phòng UBND tỉnh đôn đốc nhiệm vụ cải cách hành chính.",
    "url": None,
    "date": "16/09/2021",
    "byline": "Đăng bởi : SLDTBXH Kontum",
    "source_credit": "Nguồn: Văn phòng UBND tỉnh",
    "views": 2485,
    "visits": "69.534",
    "captions": [],
    "body": ["Công văn số 2815/VP-HCQT giao việc cho các phòng:", "1. Mỗi tháng đăng ít nhất 01 tin, bài."],
    "source": {"seed": "002.txt"},
}
WORKSHOP = {
    "id": "kontumtv-3",
    "title": "HOI THAO GOP Y KE HOACH CAI CACH HANH CHINH NAM 2018 (title given only as unaccented image caption)",
    "url": "kontumtv.vn (WordPress)",
    "date": None,
    "byline": "Văn Hiển – Huỳnh Đại",
    "captions": ["HOI THAO GOP Y KE HOACH CAI CACH HANH CHINH NAM 2018"],
    "body": [
        "(kontumtv.vn) – Sở Nội vụ lấy ý kiến cho kế hoạch cải cách hành chính.",
        "HOI THAO GOP Y KE HOACH CAI CACH HANH CHINH NAM 2018",
        "Dự thảo của năm 2019 nêu mục tiêu 100% hồ sơ đúng hạn.",
    ],
    "notes": ["the title says 2018, the text 2019"],
    "source": {"seed": "003.txt"},
}
INSPECTION = {
    "id": "kkt-82",
    "title": "Đoàn kiểm tra làm việc tại Ban Quản lý Khu kinh tế",
    "url": None,
    "date": "event 08/7 (2021)",
    "byline": "BBT",
    "captions": ["Ông Vũ Mạnh Hải, Phó Trưởng ban", "Ông Đoàn Văn Minh, Phó Giám đốc Sở Nội vụ"],
    "body": [
        "Ngày 08/7, Đoàn kiểm tra làm việc với Ban Quản lý Khu kinh tế.",
        "Ông Vũ Mạnh Hải, Phó Trưởng ban",
        "Kế hoạch số 82/KH-BQLKKT ngày 14/2/2020 đã được triển khai.",
        "Ông Đoàn Văn Minh, Phó Giám đốc Sở Nội vụ",
        "Hồ sơ qua dịch vụ bưu chính công ích mới đạt 19%.",
    ],
    "source": {"seed": "004.txt"},
}
FIVE = [BOARD_RANKED, DISTRICT_MEETING, OFFICE_LETTER, WORKSHOP, INSPECTION]


def a_file(folder: Path, name="bai.json", **changes) -> Path:
    """A good file with `changes`; a change to `...` leaves the field out."""
    data = {key: value for key, value in {**OFFICE_LETTER, **changes}.items() if value is not ...}
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def five_files(folder: Path) -> Path:
    for number, article in enumerate(FIVE):
        (folder / f"seed-{number:03}.json").write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    return folder


def import_articles(folder: Path, *options: str) -> str:
    """What the command prints."""
    printed = StringIO()
    call_command("import_articles", str(folder), *options, stdout=printed)
    return printed.getvalue()


def refusal(folder: Path) -> list[str]:
    """The lines that the command prints when it refuses the folder; the last is the number of errors."""
    printed = StringIO()
    try:
        call_command("import_articles", str(folder), stdout=StringIO(), stderr=printed)
    except CommandError as error:
        return [*printed.getvalue().splitlines(), str(error)]
    raise AssertionError("nothing was refused")


def rows() -> dict[str, int]:
    """The number of rows of every table."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}
