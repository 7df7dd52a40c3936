"""A ministry's Word file, turned into JSON by its headings."""

from __future__ import annotations

import re
from typing import Any

from procedures.reading import values
from procedures.reading.accounting import Account
from procedures.reading.choices import FeeKind, FeeState
from procedures.reading.legal_table import KIND, strip_kind
from procedures.reading.papers import QUANTITY, make_case, make_paper
from procedures.reading.table_rows import (
    LEVEL_WORDS,
    get_channel_pieces,
    get_paper_pieces,
    join_cells,
    read_way,
    sort_longest_first,
)

AGENCIES = {
    "authority": "cơ_quan_có_thẩm_quyền",
    "executing": "cơ_quan_thực_hiện",
    "authorised": "cơ_quan_được_ủy_quyền",
    "coordinating": "cơ_quan_phối_hợp",
}
HEAD = {
    "tên_thủ_tục": "name",
    "lĩnh_vực": "field",
    "loại_thủ_tục": "regulation",
    "số_quyết_định": "decision_number",
}
BODY = {
    "địa_chỉ_tiếp_nhận_hs": "reception_address",
    "trình_tự_thực_hiện": "steps",
    "yêu_cầu_điều_kiện_thực_hiện": "conditions",
    "từ_khóa": "keywords",
    "mô_tả": "description",
}
CHANNEL_CELLS = ("hinh_thuc", "thoi_han_giai_quyet", "phi_le_phi", "mo_ta")
PAPER_CELLS = ("ten_giay_to", "so_luong", "ghi_chu")
BASIS_CELLS = ("so_ky_hieu", "trich_yeu", "ngay_ban_hanh", "co_quan_ban_hanh")
OTHERS = ("đối_tượng_thực_hiện", "kết_quả_thực_hiện", "cách_thức_thực_hiện")
KINDS: dict[str, Any] = {
    "metadata": dict.fromkeys([*HEAD, "mã_thủ_tục", "cấp_thực_hiện"], str),
    "content": dict.fromkeys([*BODY, *AGENCIES.values(), *OTHERS], str),
    "tables": {
        "hinh_thuc_nop": [dict.fromkeys(CHANNEL_CELLS, str)],
        "thanh_phan_ho_so": [dict.fromkeys(PAPER_CELLS, str)],
        "can_cu_phap_ly": [dict.fromkeys(BASIS_CELLS, str)],
    },
    "source_file": str,
}
IGNORED = {"thu_tuc_id", "source"}


def read(data: dict[str, Any]) -> dict[str, Any]:
    head, body, tables = data["metadata"], data["content"], data["tables"]
    result = values.parse_text(body.get("kết_quả_thực_hiện"))
    return {
        "code": values.parse_code(head["mã_thủ_tục"]),
        **{name: values.parse_line(head.get(source)) for source, name in HEAD.items()},
        "levels": values.parse_levels(head.get("cấp_thực_hiện")),
        "subjects": values.parse_subjects(body.get("đối_tượng_thực_hiện")),
        "agencies": values.parse_agencies(**{role: body.get(source) for role, source in AGENCIES.items()}),
        **{name: values.parse_text(body.get(source)) for source, name in BODY.items()},
        "results": [{"name": result, "code": ""}] if result else [],
        "channels": [_read_channel(row) for row in tables.get("hinh_thuc_nop") or []],
        "cases": make_case([_read_paper(row) for row in tables.get("thanh_phan_ho_so") or []]),
        "legal_bases": [_read_basis(row) for row in tables.get("can_cu_phap_ly") or []],
        "source": values.parse_line(data.get("source_file")),
    }


def _read_paper(row: dict[str, Any]) -> dict[str, Any]:
    return make_paper(row.get("ten_giay_to"), row.get("ghi_chu"), values.parse_line(row.get("so_luong")))


def _read_channel(row: dict[str, Any]) -> dict[str, Any]:
    written = values.parse_line(row.get("phi_le_phi"))
    found = re.fullmatch(r"(Lệ phí|Phí)\s*:\s*([\d.,]+)\s*Đồng\.?(.*)", written, re.I | re.S)
    kind = FeeKind.FEE if written.startswith("Lệ") else FeeKind.SERVICE_FEE
    fees = (
        [values.parse_fee(found[2].strip(".,"), kind, found[3])]
        if found
        else [values.parse_fee(written)]
        if written
        else []
    )
    zero = bool(found) and fees[0]["amount"] == 0
    state = values.parse_fee_state(fees, said_free=zero)
    way, words = read_way(row.get("hinh_thuc"))
    return {
        "way": way,
        **values.parse_time_limit(row.get("thoi_han_giai_quyet")),
        "fee_state": state,
        "description": "\n".join(filter(None, [words, values.parse_text(row.get("mo_ta"))])),
        "fees": [fee for fee in fees if fee["amount"] or fee["note"] or state != FeeState.FREE],
    }


def _read_basis(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": values.parse_line(row.get("trich_yeu")),
        "number": strip_kind(values.parse_line(row.get("so_ky_hieu"))),
        "issued_on": values.parse_line(row.get("ngay_ban_hanh")),
        "agency": values.parse_line(row.get("co_quan_ban_hanh")),
    }


def make_accounts(data: dict[str, Any], content: dict[str, Any]) -> list[Account]:
    """Each field of the source with what was stored of it. Dates are compared where they are read."""
    head, body, tables = data["metadata"], data["content"], data["tables"]
    papers = [item for case in content["cases"] for item in case["items"]]
    written = {name: values.parse_text(value) for part in (head, body) for name, value in part.items()}
    agencies = [each["name"] for each in content["agencies"]]
    results = [each["name"] for each in content["results"]]
    return [
        *(Account(source, written.get(source, ""), [content[name]]) for source, name in (HEAD | BODY).items()),
        Account("cơ_quan", "\n".join(written.get(source, "") for source in AGENCIES.values()), agencies),
        Account("cấp_thực_hiện", written.get("cấp_thực_hiện", ""), known=LEVEL_WORDS),
        Account("đối_tượng_thực_hiện", written.get("đối_tượng_thực_hiện", ""), sort_longest_first(content["subjects"])),
        Account("cách_thức_thực_hiện", written.get("cách_thức_thực_hiện", "")),
        Account("kết_quả_thực_hiện", written.get("kết_quả_thực_hiện", ""), results),
        Account(
            "hinh_thuc_nop",
            join_cells(tables.get("hinh_thuc_nop"), CHANNEL_CELLS),
            [piece for row in content["channels"] for piece in get_channel_pieces(row)],
            "Lệ phí|Phí|(?i:Đồng)|Không có thông tin",
        ),
        Account(
            "thanh_phan_ho_so",
            join_cells(tables.get("thanh_phan_ho_so"), PAPER_CELLS),
            [piece for item in papers for piece in get_paper_pieces(item)],
            rf"{QUANTITY.pattern}|Không có thông tin",
        ),
        Account(
            "can_cu_phap_ly",
            join_cells(tables.get("can_cu_phap_ly"), BASIS_CELLS[:2] + BASIS_CELLS[3:]),
            [piece for row in content["legal_bases"] for piece in (row["number"], row["title"], row["agency"])],
            rf"Không có thông tin|{KIND}?\s*[Ss]ố\s*:?|^\s*{KIND}\s*$",
        ),
    ]
