"""The shapes in which full records come: each gives the content of `procedures.content`, as far as it speaks of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from procedures import content as plain
from procedures.choices import FeeKind, FeeState, Kind, Level, Part, ServiceLevel
from procedures.codes import PROVISIONAL, is_code
from procedures.reading import run_together, values
from procedures.reading.problems import RefusedRecordError

FEE_2021 = re.compile(r"(Lệ phí|Phí)\s*:\s*(.*?)(?:\s*Đồng)?(?:Xem chi tiết|$)\s*(?=Lệ phí|Phí|$)", re.S)
QUANTITY = re.compile(r"Bản chính:\s*(\d+)\D+Bản sao:\s*(\d+)")
HEADINGS = ("ma_thu_tuc", "title", "metadata", "code")


def read(data: dict) -> dict[str, Any]:
    """The content of a record of any known shape. Raises RefusedRecordError with all that is wrong."""
    shape = shape_of(data)
    if shape is None:
        raise RefusedRecordError(("", _("không nhận ra mẫu dữ liệu: không có mã thủ tục, tên hay tiêu đề")))
    try:
        content = shape(data)
    except (AttributeError, TypeError, KeyError) as error:
        raise RefusedRecordError(("", _("cấu trúc không đúng mẫu (%s)") % str(error)[:80])) from error
    problems = list(faults(content))
    if problems:
        raise RefusedRecordError(*problems)
    return content


def shape_of(data: dict) -> Callable[[dict], dict] | None:
    if "ma_thu_tuc" in data:
        return portal_2026
    if "metadata" in data and "tables" in data:
        return word_2025
    if "title" in data and "Trình tự thực hiện" in data:
        return portal_2021
    return own if "code" in data and "name" in data else None


def faults(content: dict) -> list[tuple[str, str]]:
    """What keeps a record from being stored: (field, message)."""
    found = []
    if not content["code"]:
        found.append(("code", _("thiếu mã thủ tục")))
    elif not is_code(content["code"]):
        found.append(("code", _("“%s” không phải mã thủ tục") % content["code"][:60]))
    if not content["name"]:
        found.append(("name", _("thiếu tên thủ tục")))
    for row in content.get("legal_bases", []):
        try:
            row["issued_on"] = values.day(row["issued_on"])
        except ValueError as error:
            found.append(("legal_bases", _("ngày “%s” không có trong lịch") % str(error)[:40]))
    return found


def portal_2026(data: dict) -> dict:
    """A page of the national portal as crawled in 2026: the cells of its tables are run together."""
    text = values.text
    return {
        "code": values.line(data["ma_thu_tuc"]),
        "name": values.line(data["ten_thu_tuc"]),
        "field": values.line(data.get("linh_vuc")),
        "levels": values.levels(data.get("cap_thuc_hien")),
        "regulation": values.line(data.get("loai_thu_tuc"))[:255],
        "subjects": values.subjects(data.get("doi_tuong_thuc_hien")),
        "agencies": values.agencies(
            authority=data.get("co_quan_co_tham_quyen"),
            executing=data.get("co_quan_thuc_hien"),
            authorised=data.get("co_quan_duoc_uy_quyen"),
            coordinating=data.get("co_quan_phoi_hop"),
        ),
        "reception_address": text(data.get("dia_chi_tiep_nhan")),
        "steps": text(data.get("trinh_tu_thuc_hien")),
        "conditions": text(run_together.without_tail(data.get("yeu_cau_dieu_kien") or "")),
        "decision_number": values.line(data.get("so_quyet_dinh"))[:255],
        "portal_url": values.line(data.get("detail_url"))[:500],
        "channels": run_together.channels(text(data.get("cach_thuc_thuc_hien"))),
        "cases": run_together.cases(text(data.get("thanh_phan_ho_so"))),
        "legal_bases": run_together.legal_bases(text(data.get("can_cu_phap_ly"))),
        "results": run_together.results(data.get("ket_qua_xu_ly") or ""),
        **run_together.tail(data.get("ket_qua_xu_ly") or data.get("yeu_cau_dieu_kien") or ""),
        "source": values.line(data.get("detail_url")),
    }


def portal_2021(data: dict) -> dict:
    """A page of the national portal of 2021: structured tables, but no code, field or legal basis."""
    identity = data.get("_id")
    identity = identity.get("$oid", "") if isinstance(identity, dict) else str(identity or "")
    return {
        "code": f"{PROVISIONAL}{identity}" if identity else "",
        "name": values.line(data["title"]),
        "steps": values.text(data["Trình tự thực hiện"]),
        "agencies": values.agencies(executing=data.get("Cơ quan thực hiện")),
        "channels": [_channel_2021(row) for row in data["Cách thức thực hiện"]],
        "cases": _one_case([_paper_2021(row) for row in data["Thành phần hồ sơ"]]),
        "source": _("Cổng Dịch vụ công quốc gia, năm 2021 (bản ghi không có mã)"),
    }


def _channel_2021(row: dict) -> dict:
    written = values.text(row.get("Phí, lệ phí"))
    fees = [_fee_2021(found[1], found[2]) for found in FEE_2021.finditer(written)]
    fees = [fee for fee in fees if fee["amount"] is not None or fee["note"]]
    free = bool(fees) and all(fee["amount"] == 0 for fee in fees)
    return {
        "way": values.way(row.get("Hình thức nộp")),
        **values.time_limit(row.get("Thời hạn giải quyết")),
        "fee_state": values.fee_state(fees, said_free=free),
        "description": values.text(row.get("Mô tả")),
        "fees": fees,
    }


def _fee_2021(kind: str, written: str) -> dict:
    kind = FeeKind.FEE if kind == "Lệ phí" else FeeKind.SERVICE_FEE
    return values.fee(re.sub(r"\s*Đồng$", "", written.strip()), kind)


def _paper_2021(row: dict) -> dict:
    address = values.line(row.get("Mẫu đơn, tờ khai"))
    known = address.startswith("http") and not address.endswith("=")  # "…download_file.jsp?ma=" leads nowhere
    return _paper(
        row.get("Tên giấy tờ"),
        row.get("Số lượng - bản chính"),
        _("Mẫu đơn, tờ khai") if known else "",
        address if known else "",
    )


def _paper(name, quantity, form_name: str, form_url: str = "") -> dict:
    counted = QUANTITY.search(quantity or "")
    return {
        "name": values.text(name).lstrip("-+*• ") or form_name,
        "originals": int(counted[1]) if counted else None,
        "copies": int(counted[2]) if counted else None,
        "form_name": form_name[:500],
        "form_url": form_url[:1000],
    }


def _one_case(papers: list[dict]) -> list[dict]:
    papers = [paper for paper in papers if paper["name"]]
    return [{"name": "", "items": papers}] if papers else []


def word_2025(data: dict) -> dict:
    """A ministry's Word file, turned into JSON by its headings."""
    head, body, tables = data["metadata"], data["content"], data["tables"]
    return {
        "code": values.line(head["mã_thủ_tục"]),
        "name": values.line(head["tên_thủ_tục"]),
        "field": values.line(head.get("lĩnh_vực")),
        "levels": values.levels(head.get("cấp_thực_hiện")),
        "regulation": values.line(head.get("loại_thủ_tục"))[:255],
        "decision_number": values.line(head.get("số_quyết_định"))[:255],
        "subjects": values.subjects(body.get("đối_tượng_thực_hiện")),
        "agencies": values.agencies(
            authority=body.get("cơ_quan_có_thẩm_quyền"),
            executing=body.get("cơ_quan_thực_hiện"),
            authorised=body.get("cơ_quan_được_ủy_quyền"),
            coordinating=body.get("cơ_quan_phối_hợp"),
        ),
        "reception_address": values.text(body.get("địa_chỉ_tiếp_nhận_hs")),
        "steps": values.text(body.get("trình_tự_thực_hiện")),
        "conditions": values.text(body.get("yêu_cầu_điều_kiện_thực_hiện")),
        "keywords": values.text(body.get("từ_khóa")),
        "description": values.text(body.get("mô_tả")),
        "results": [{"name": name, "code": ""} for name in [values.text(body.get("kết_quả_thực_hiện"))] if name],
        "channels": [_channel_2025(row) for row in tables.get("hinh_thuc_nop", [])],
        "cases": _one_case(
            [
                _paper(row.get("ten_giay_to"), row.get("ghi_chu"), values.line(row.get("so_luong")))
                for row in tables.get("thanh_phan_ho_so", [])
            ]
        ),
        "legal_bases": [_basis_2025(row) for row in tables.get("can_cu_phap_ly", [])],
        "source": values.line(data.get("source_file")),
    }


def _channel_2025(row: dict) -> dict:
    written = values.line(row.get("phi_le_phi"))
    found = re.fullmatch(r"(Lệ phí|Phí)\s*:\s*([\d.,]+)\s*Đồng\.?(.*)", written, re.I | re.S)
    kind = FeeKind.FEE if written.startswith("Lệ") else FeeKind.SERVICE_FEE
    fees = [values.fee(found[2].strip(".,"), kind, found[3])] if found else [values.fee(written)] if written else []
    zero = bool(found) and fees[0]["amount"] == 0
    state = values.fee_state(fees, said_free=zero)
    return {
        "way": values.way(row.get("hinh_thuc")),
        **values.time_limit(row.get("thoi_han_giai_quyet")),
        "fee_state": state,
        "description": values.text(row.get("mo_ta")),
        "fees": [fee for fee in fees if fee["amount"] or fee["note"] or state != FeeState.FREE],
    }


def _basis_2025(row: dict) -> dict:
    return {
        "title": values.line(row.get("trich_yeu")),
        "number": values.line(row.get("so_ky_hieu"))[:100],
        "issued_on": values.line(row.get("ngay_ban_hanh")),
        "agency": values.line(row.get("co_quan_ban_hanh"))[:255],
    }


def own(data: dict) -> dict:
    """A record of our own export."""
    content = {name: values.text(data[name]) for name in plain.TEXTS if name in data}
    content |= {name: [str(item) for item in data[name]] for name in plain.LISTS if name in data}
    content |= {name: data[name] for name in ("non_territorial", "checked_on") if name in data}
    if "field" in data:
        content["field"] = values.line(data["field"])
    for part, (fields, inner) in plain.PARTS.items():
        if part in data:
            content[part] = [_own_row(row, fields, inner) for row in data[part]]
    content["code"], content["name"] = values.line(data["code"]), values.line(data["name"])
    _refuse_unknown(content)
    return content


def _own_row(row: dict, fields, inner) -> dict:
    found = {name: values.text(row[name]) if isinstance(row[name], str) else row[name] for name in fields}
    if inner:
        found[inner[0]] = [_own_row(each, inner[1], None) for each in row[inner[0]]]
    return found


def _refuse_unknown(content: dict) -> None:
    """Words that are no choice of ours would be stored and never shown."""
    checks = [("kind", Kind), ("service_level", ServiceLevel), ("levels", Level), ("confirmed_none", Part)]
    wrong = [
        (name, _("“%s” không phải giá trị hợp lệ") % value)
        for name, choices in checks
        for value in (content.get(name, []) if name in plain.LISTS else [content.get(name, "")])
        if value and value not in choices.values
    ]
    try:
        values.day(content.get("checked_on"))
    except ValueError as error:
        wrong.append(("checked_on", _("ngày “%s” không có trong lịch") % str(error)[:40]))
    if wrong:
        raise RefusedRecordError(*wrong)
