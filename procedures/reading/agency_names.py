"""Names of agencies out of a list with commas: a comma may stand inside a name, "Sở Văn hóa, Thể thao và Du lịch"."""

from __future__ import annotations

import re

# What names of agencies begin with. A comma before another word belongs to the name it stands in.
_HEADS = re.compile(
    r"(?:Bộ|Sở|[ỦU][ỷy] ban|Ủy Ban|UBND|HĐND|Hội đồng|Quốc [Hh]ội|Chính phủ|Thủ tướng|Văn phòng|Tổng [Cc]ục|Cục"
    r"|Chi cục|Vụ|Phòng|Ban|Trung tâm|Chi nhánh|Công an|Cơ quan|Cơ sở|Thuế|Kho bạc|Bảo hiểm|Ngân hàng"
    r"|Thanh tra|Tòa án|Toà án|Viện|Trường|Đơn vị|Tổ chức|Tổng công ty|Công ty|Doanh nghiệp|Tập đoàn|Học viện"
    r"|Bệnh viện|Đại học|Cảng vụ|Biên phòng|Bộ đội|Hải quan|Thi hành án|Giám đốc|Chủ tịch|Cảng|Khu Quản lý"
    r"|Kiểm lâm|Hạt [Kk]iểm lâm|Đội|Trạm|Đoàn|Liên đoàn|Hội|Quỹ|Quân khu|Quân đội|Đại sứ quán|Lãnh sự|Người"
    r"|Sàn|Báo|Đài|Nhà|Thư viện|Bảo tàng|Các|Cụm|Tổ|Cảnh sát|Kiểm toán)\b"
)
_END_OF_LINE = re.compile(r"\s*[;\n]\s*")


def split_names(text: str) -> list[str]:
    """The names in `text`, each once, in order."""
    names: list[str] = []
    for line in _END_OF_LINE.split(text):
        depth = 0
        for number, part in enumerate(re.split(r",\s+|\.,\s*", line)):
            is_inside = number > 0 and (depth > 0 or not _HEADS.match(part))
            depth += part.count("(") - part.count(")")
            if is_inside:
                names[-1] += f", {part}"
            else:
                names.append(part)
    return list(dict.fromkeys(name for each in names if (name := each.strip(" ,.-"))))
