"""A page of the national portal as crawled in 2026: the cells of its tables are run together."""

from __future__ import annotations

import re
from typing import Any

from procedures.reading import channel_table, dossier_table, legal_table, related_table, values
from procedures.reading.accounting import Account
from procedures.reading.cells import CURRENCY, FREE, NOTHING, WAY_WORDS
from procedures.reading.choices import FeeState, Role
from procedures.reading.remarks import Remark, RemarkKind
from procedures.reading.run_together import BUTTONS, drop_tail, read_results, read_tail
from procedures.reading.table_heads import settle_table
from procedures.reading.table_rows import LEVEL_WORDS, get_time_piece, sort_longest_first

AGENCIES = {
    "authority": "co_quan_co_tham_quyen",
    "executing": "co_quan_thuc_hien",
    "authorised": "co_quan_duoc_uy_quyen",
    "coordinating": "co_quan_phoi_hop",
}
ONE_LINE = {
    "ten_thu_tuc": "name",
    "linh_vuc": "field",
    "loai_thu_tuc": "regulation",
    "so_quyet_dinh": "decision_number",
}
TEXTS = {"dia_chi_tiep_nhan": "reception_address", "trinh_tu_thuc_hien": "steps"}
TABLES = ("cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "thu_tuc_lien_quan")
OTHERS = ("ma_thu_tuc", "cap_thuc_hien", "doi_tuong_thuc_hien", "yeu_cau_dieu_kien", "ket_qua_xu_ly", "detail_url")
KINDS: dict[str, Any] = dict.fromkeys([*AGENCIES.values(), *ONE_LINE, *TEXTS, *TABLES, *OTHERS], str)
NUMBERS = "so_hieu"  # numbers of documents as a list or a text of their own, where a crawler took them apart
# Not about the procedure, or the whole page once more.
IGNORED = {"raw_text", "formality_id", "bo_nganh", "source", NUMBERS}


def read(data: dict[str, Any]) -> dict[str, Any]:
    """The content of the record; `remarks` are what about its tables is doubtful."""
    text = read_fields(data)
    known = find_known_numbers(data.get(NUMBERS))
    channels, about_channels = channel_table.read_channels(text["cach_thuc_thuc_hien"])
    cases, about_cases = dossier_table.read_cases(text["thanh_phan_ho_so"])
    related = related_table.read_related(text["thu_tuc_lien_quan"])
    bases, about_bases = legal_table.read_legal_bases(text["can_cu_phap_ly"], known)
    return {
        "code": values.parse_code(data.get("ma_thu_tuc")),
        **{name: values.parse_line(data.get(source)) for source, name in ONE_LINE.items()},
        "levels": values.parse_levels(data.get("cap_thuc_hien")),
        "subjects": values.parse_subjects(data.get("doi_tuong_thuc_hien")),
        "agencies": values.parse_agencies(**{role: data.get(source) for role, source in AGENCIES.items()}),
        **{name: text[source] for source, name in TEXTS.items()},
        "conditions": values.parse_text(drop_tail(text["yeu_cau_dieu_kien"])),
        "portal_url": values.parse_line(data.get("detail_url")),
        "channels": channels,
        "cases": cases,
        "legal_bases": bases,
        "results": read_results(text["ket_qua_xu_ly"]),
        **({"related": related} if related else {}),
        **read_tail(text["ket_qua_xu_ly"], text["yeu_cau_dieu_kien"]),
        "source": values.parse_line(data.get("detail_url")),
        "remarks": [*about_channels, *about_cases, *about_bases, *_find_differing(bases, known)],
    }


def read_fields(data: dict[str, Any]) -> dict[str, str]:
    """The texts of the record, its tables with the headings and cell words that their grammars know."""
    text = {name: values.parse_text(data.get(name)) for name in KINDS}
    return text | {name: settle_table(text[name]) for name in TABLES}


def find_known_numbers(value: Any) -> list[str]:
    """Numbers of documents that the record gives apart from the table: a list of texts, or one text."""
    texts = value if isinstance(value, list) else re.split(r"[;,\n]", value) if isinstance(value, str) else []
    return [number for each in texts if isinstance(each, str) and (number := values.parse_line(each))]


def _find_differing(bases: list[dict], known: list[str]) -> list[Remark]:
    """Numbers of the table that are not among those the record gives apart from it."""
    numbers = [base["number"] for base in bases if known and base["number"] and base["number"] not in known]
    return [Remark(RemarkKind.NUMBER_DIFFERS, legal_table.FIELD, number) for number in numbers]


def make_accounts(data: dict[str, Any], content: dict[str, Any]) -> list[Account]:
    """Each field of the source with what was stored of it."""
    text = read_fields(data)
    tail = [content["keywords"], content["description"]]
    agencies = {role: [each["name"] for each in content["agencies"] if each["role"] == role] for role in Role.values}
    after_tail = f"Từ khóa|Mô tả|{NOTHING}|{BUTTONS}"
    in_results = bool(re.search("Từ khóa.*Mô tả", text["ket_qua_xu_ly"], re.S))
    below_results, below_conditions = (tail, []) if in_results else ([], tail)
    results = [piece for each in content["results"] for piece in (each["name"], each["code"])]
    return [
        *(Account(source, text[source], [content[name]]) for source, name in (ONE_LINE | TEXTS).items()),
        *(Account(source, text[source], agencies[Role[role.upper()].value]) for role, source in AGENCIES.items()),
        Account("cap_thuc_hien", text["cap_thuc_hien"], known=LEVEL_WORDS),
        Account("doi_tuong_thuc_hien", text["doi_tuong_thuc_hien"], sort_longest_first(content["subjects"])),
        *make_table_accounts(text, content),
        Account("yeu_cau_dieu_kien", text["yeu_cau_dieu_kien"], [content["conditions"], *below_conditions], after_tail),
        Account("ket_qua_xu_ly", text["ket_qua_xu_ly"], [*results, *below_results], f"Mã|{after_tail}"),
    ]


def make_table_accounts(text: dict[str, str], content: dict[str, Any]) -> list[Account]:
    """The tables whose cells are run together."""
    return [
        Account(
            channel_table.FIELD,
            text[channel_table.FIELD],
            [piece for row in content["channels"] for piece in get_channel_pieces(row)],
            f"{channel_table.HEAD}|{NOTHING}|{CURRENCY}",
        ),
        Account(
            dossier_table.FIELD,
            text[dossier_table.FIELD],
            [piece for case in content["cases"] for piece in get_case_pieces(case)],
            f"{dossier_table.HEAD}|{NOTHING}",
        ),
        Account(
            legal_table.FIELD,
            text[legal_table.FIELD],
            [piece for row in content["legal_bases"] for piece in (row["title"], row["number"])],
            f"{legal_table.HEAD}|{legal_table.HEAD_NUMBER_FIRST}|{legal_table.KIND}?\\s*(?:[Ss]ố\\s*:?)?",
        ),
        Account(
            related_table.FIELD,
            related_table.drop_repetition(text[related_table.FIELD]),
            [piece for row in content.get("related", []) for piece in (row["code"], row["name"])],
            related_table.KNOWN,
        ),
    ]


def get_channel_pieces(row: dict[str, Any]) -> list[str | tuple[str, ...]]:
    """What the portal wrote for a stored channel, cell by cell."""
    ways = [word for word in WAY_WORDS if values.parse_way(word) == row["way"]]
    fees = []
    for fee in row["fees"]:
        amount = str(fee["amount"] or "")
        sums = (f"{amount}0", amount) if "." in amount else (f"{amount}đồng", f"{amount}đ", f"{amount}vnđ", amount)
        fees += [FREE if fee["amount"] == 0 else sums if amount else "", fee["note"]]
    if row["fee_state"] == FeeState.FREE and FREE not in fees:
        fees.append(FREE)
    return [tuple(ways), get_time_piece(row), *fees, row["description"]]


def get_quantity_spellings(originals: int, copies: int) -> tuple[str, ...]:
    """The ways in which a source may write the quantity."""
    written = [(f"{originals} {chinh}", f"Bản chính: {originals}") for chinh in ("bản chính", "Bản chính")]
    if not copies:
        written += [] if originals else [("0 bản sao", "Bản sao: 0")]
        return tuple(dict.fromkeys(text for pair in written for text in pair))
    also = [f"{copies} bản sao", f"{copies} Bản sao", f"Bản sao: {copies}"]
    both = [f"{first},{second}" for pair in written for first in pair for second in also]
    return tuple(dict.fromkeys([*both, *(text for pair in written for text in pair), *also]))


def get_case_pieces(case: dict[str, Any]) -> list[str | tuple[str, ...]]:
    """What the portal wrote for a stored case, cell by cell."""
    pieces: list[str | tuple[str, ...]] = [case["name"]]
    for item in case["items"]:
        pieces += [item["name"], *([] if item["form_name"] == item["name"] else [item["form_name"]])]
        if item["originals"] is not None:
            pieces.append(get_quantity_spellings(item["originals"], item["copies"]))
    return pieces
