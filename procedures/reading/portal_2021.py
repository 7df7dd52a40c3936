"""A page of the national portal of 2021: structured tables, but no code, field or legal basis."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from procedures.reading import values
from procedures.reading.accounting import Account
from procedures.reading.choices import FeeKind
from procedures.reading.codes import PROVISIONAL
from procedures.reading.papers import QUANTITY, make_case, make_paper
from procedures.reading.table_rows import get_channel_pieces, get_paper_pieces, join_cells, read_way

CHANNELS, PAPERS = "Cách thức thực hiện", "Thành phần hồ sơ"
CHANNEL_CELLS = ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")
PAPER_CELLS = ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng - bản chính")
KINDS: dict[str, Any] = {
    "title": str,
    "Trình tự thực hiện": str,
    "Cơ quan thực hiện": str,
    CHANNELS: [dict.fromkeys(CHANNEL_CELLS, str)],
    PAPERS: [dict.fromkeys(PAPER_CELLS, str)],
}
IGNORED = {"_id", "source"}
_FEE = re.compile(r"(Lệ phí|Phí)\s*:\s*(.*?)(?:\s*Đồng)?(?:Xem chi tiết|$)\s*(?=Lệ phí|Phí|$)", re.S)
_FEE_WORDS = r"Lệ phí|Phí|Đồng|Xem chi tiết|Không có thông tin"


def read(data: dict[str, Any]) -> dict[str, Any]:
    identity = data.get("_id")
    identity = identity.get("$oid", "") if isinstance(identity, dict) else str(identity or "")
    return {
        "code": f"{PROVISIONAL}{identity}" if identity else "",
        "name": values.parse_line(data["title"]),
        "steps": values.parse_text(data["Trình tự thực hiện"]),
        "agencies": values.parse_agencies(executing=data.get("Cơ quan thực hiện")),
        "channels": [_read_channel(row) for row in data.get(CHANNELS) or []],
        "cases": make_case([_read_paper(row) for row in data.get(PAPERS) or []]),
        "source": _("Cổng Dịch vụ công quốc gia, năm 2021 (bản ghi không có mã)"),
    }


def _read_channel(row: dict[str, Any]) -> dict[str, Any]:
    written = values.parse_text(row.get("Phí, lệ phí"))
    fees = [_read_fee(found[1], found[2]) for found in _FEE.finditer(written)]
    fees = [fee for fee in fees if fee["amount"] is not None or fee["note"]]
    if not fees and not _FEE.search(written) and written:
        fees = [values.parse_fee(written)]
    free = bool(fees) and all(fee["amount"] == 0 for fee in fees)
    way, words = read_way(row.get("Hình thức nộp"))
    return {
        "way": way,
        **values.parse_time_limit(row.get("Thời hạn giải quyết")),
        "fee_state": values.parse_fee_state(fees, said_free=free),
        "description": "\n".join(filter(None, [words, values.parse_text(row.get("Mô tả"))])),
        "fees": fees,
    }


def _read_fee(kind: str, written: str) -> dict[str, Any]:
    kind = FeeKind.FEE if kind == "Lệ phí" else FeeKind.SERVICE_FEE
    return values.parse_fee(re.sub(r"\s*Đồng$", "", written.strip()), kind)


def _read_paper(row: dict[str, Any]) -> dict[str, Any]:
    address = values.parse_line(row.get("Mẫu đơn, tờ khai"))
    known = address.startswith("http") and not address.endswith("=")  # "…download_file.jsp?ma=" leads nowhere
    return make_paper(
        row.get("Tên giấy tờ"),
        row.get("Số lượng - bản chính"),
        _("Mẫu đơn, tờ khai") if known else "" if address.startswith("http") else address,
        address if known else "",
    )


def make_accounts(data: dict[str, Any], content: dict[str, Any]) -> list[Account]:
    """Each field of the source with what was stored of it."""
    papers = [item for case in content["cases"] for item in case["items"]]
    return [
        Account("title", values.parse_text(data["title"]), [content["name"]]),
        Account("Trình tự thực hiện", values.parse_text(data["Trình tự thực hiện"]), [content["steps"]]),
        Account(
            "Cơ quan thực hiện",
            values.parse_text(data.get("Cơ quan thực hiện")),
            [each["name"] for each in content["agencies"]],
        ),
        Account(
            CHANNELS,
            join_cells(data.get(CHANNELS), CHANNEL_CELLS),
            [piece for row in content["channels"] for piece in get_channel_pieces(row)],
            _FEE_WORDS,
        ),
        Account(
            PAPERS,
            join_cells(data.get(PAPERS), PAPER_CELLS),
            [piece for item in papers for piece in get_paper_pieces(item)],
            rf"https?://\S*=(?!\S)|{QUANTITY.pattern}|Không có thông tin",
        ),
    ]
