"""Records as other crawlers would have written them: other headings, joins, cases, sums and numbers. The account of
every word holds for them as for the samples, and what was told apart before is told apart still."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.models import Procedure
from procedures.reading import channel_table, dossier_table, legal_table, values
from procedures.reading.accounting import check_accounts
from procedures.reading.channel_table import read_channels
from procedures.reading.document_numbers import find_numbers
from procedures.reading.dossier_table import read_cases
from procedures.reading.portal_2026 import make_table_accounts
from procedures.reading.remarks import NOT_STORED, RemarkKind
from procedures.reading.shapes import read
from procedures.reading.table_heads import settle_table
from tests.procedures.procedure_records import FOLDERS, collected_records
from tests.sample_files import get_extent

C, D, L = channel_table.FIELD, dossier_table.FIELD, legal_table.FIELD
HEADS = (channel_table.HEAD, dossier_table.HEAD, legal_table.HEAD)
OTHERS = ["15/2024/QĐ-UBND", "01/VBHN-BTP", "1234/QĐ-BNN-TCLN", "60/2014/QH13", "03/2023/NQ-HĐND", "99/TB-VPCP"]
SUM = re.compile(r"(\d{1,3}(?:[.,]\d{3})+) ?VNĐ")


def split_heads(between: str) -> Callable[[str], str]:
    joins = re.compile("(?<=[a-zộảiýếgê])(?=[A-ZĐ])")
    return lambda text: change_heads(text, lambda head: joins.sub(between, head) + between)


def change_heads(text: str, change) -> str:
    for head in HEADS:
        text = text.replace(head, change(head))
    return text


def put_other_numbers(text: str) -> str:
    """Numbers of other ministries and provinces in place of those of the record."""
    pieces, place = [], 0
    for at, found in enumerate(find_numbers(text)):
        pieces += [text[place : found.start], OTHERS[at % len(OTHERS)]]
        place = found.end
    return "".join([*pieces, text[place:]])


VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no line breaks": lambda text: text.replace("\n", ""),
    "blanks for line breaks": lambda text: text.replace("\n", " "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: re.sub("(?<=[a-z])(?=[A-Z])", "\u200b", text),
    "headings on lines": split_heads("\n"),
    "headings with blanks": split_heads(" "),
    "no headings": lambda text: text.replace(HEADS[0], "").replace(HEADS[2], ""),
    "headings in capitals": lambda text: change_heads(text, str.upper),
    "a number column": lambda text: change_heads(text, lambda head: f"STT{head}"),
    "other words in headings": lambda text: text.replace("Thời gianPhí", "Thời hạn giải quyếtPhí"),
    "no blank before units": lambda text: re.sub(r"(\d) (Ngày|Giờ|Tháng|Năm|bản)", r"\1\2", text),
    "small units": lambda text: text.replace("Ngày làm việc", "ngày làm việc"),
    "a blank before the time": lambda text: re.sub(r"(Trực tuyến|Trực tiếp|bưu chính)(?=\d)", r"\1 ", text),
    "a blank before the fee": lambda text: re.sub(r"(làm việc|Ngày)(?=Miễn phí[^a-zđ]|\d)", r"\1 ", text),
    "sums by hand": lambda text: SUM.sub(r"\1 đồng/hồ sơ", text),
    "sums with blanks": lambda text: re.sub(r"(?<=\d)[.,](?=\d{3} ?VNĐ)", " ", text),
    "short sums": lambda text: SUM.sub(r"\1đ", text),
    "shares": lambda text: SUM.sub("2%", text),
    "sums in words": lambda text: SUM.sub("Hai trăm nghìn đồng", text),
    "nothing set": lambda text: text.replace("Không có thông tin", "Không quy định").replace(
        "Miễn phí", "Không quy định"
    ),
    "days since": lambda text: re.sub(r"(\d+) Ngày làm việc", r"0\1 ngày làm việc (kể từ ngày nhận đủ hồ sơ)", text),
    "all in capitals": str.upper,
    "capital quantities": lambda text: text.replace("bản chính", "Bản chính").replace("bản sao", "Bản sao"),
    "other numbers": put_other_numbers,
    "dashes": lambda text: text.replace("-", "–"),
}
BROKEN = (RemarkKind.CUT, RemarkKind.ADDED)
# Sums that are told apart in other words, and what no reader could tell apart.
LESS = {
    "shares": {"sums"},
    "sums in words": {"sums"},
    "sums by hand": {"sums"},
    "short sums": {"sums"},
    "sums with blanks": {"sums"},
    "all in capitals": {"channels", "sums", "bases", "forms"},
    "other numbers": {"bases"},
    "a blank before the time": {"channels", "sums"},
    "no line breaks": {"bases"},
    "dashes": {"bases"},
}


def count(content) -> Counter:
    papers = [item for case in content["cases"] for item in case["items"]]
    fees = [fee for row in content["channels"] for fee in row["fees"]]
    return Counter(
        channels=len(content["channels"]),
        papers=len(papers),
        forms=sum(bool(item["form_name"]) for item in papers),
        bases=sum(bool(row["number"]) for row in content["legal_bases"]),
        sums=sum(bool(fee["amount"]) for fee in fees),
    )


def take_some(folder) -> list[dict]:
    records = [data for data in collected_records(folder) if "ma_thu_tuc" in data]
    return records if len(records) < 100 else records[::41]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("folder", FOLDERS, ids=get_extent)
def test_a_record_written_otherwise_loses_no_word_and_is_taken_apart_as_before(folder, variant):
    change, records = VARIANTS[variant], take_some(folder)
    wrong, unplaced, known, before, after = [], 0, 0, Counter(), Counter()
    for data in records:
        fields = {name: change(unicodedata.normalize("NFC", data.get(name) or "")) for name in (C, D, L)}
        content, plain = read({**data, **fields}, Procedure), read(data, Procedure)
        wrong += [(content["code"], each) for each in content["remarks"] if each.kind in BROKEN]
        unplaced += any(remark.kind in NOT_STORED for remark in content["remarks"])
        known += any(remark.kind in NOT_STORED for remark in plain["remarks"])
        before, after = before + count(plain), after + count(content)
    assert wrong == []
    assert unplaced <= known + len(records) * 3 // 100
    less = LESS.get(variant, set())
    assert {name: after[name] for name in before if name not in less} == {
        name: number for name, number in before.items() if name not in less
    }
    assert all(after[name] >= before[name] * 0.9 for name in less - {"sums", "forms"})


# -- Single cells

ROW = f"{channel_table.HEAD}Trực tuyến"


@pytest.mark.parametrize(
    ("cells", "state", "fees"),
    [
        ("5 Ngày làm việcKhông quy định", "chua-ro", [(None, "Không quy định")]),
        ("5 Ngày làm việcKhông quy định(chờ thông tư)", "chua-ro", [(None, "Không quy định\nchờ thông tư")]),
        ("5 Ngày làm việcMiễn phí(Không quy định)", "mien-phi", [(0, "Không quy định")]),
        ("5 Ngày làm việc450.000 đồng/hồ sơNộp tại quầy", "co", [(450000, "/ hồ sơ")]),
        ("5 Ngày làm việc450 000 VNĐ", "co", [(450000, "")]),
        ("5 Ngày làm việc450.000đ(một lần)", "co", [(450000, "một lần")]),
        ("5 Ngày làm việc0,5%", "co", [(None, "0,5%")]),
        ("5 Ngày làm việcHai trăm nghìn đồng", "co", [(None, "Hai trăm nghìn đồng")]),
        ("5 Ngày làm việc Miễn phí Nộp tại quầy", "mien-phi", []),
        ("5 Ngày làm việc Miễn phí cho hộ nghèo", "chua-ro", []),
    ],
)
def test_fees_as_people_write_them(cells, state, fees):
    (row,), _remarks = read_channels(settle_table(ROW + cells))
    found = [(fee["amount"], fee["note"].replace("/hồ", "/ hồ")) for fee in row["fees"]]
    assert (row["fee_state"], found) == (state, fees)
    assert (row["time_amount"], row["time_unit"]) == (5, "ngay-lam-viec")


def test_what_a_limit_is_counted_from_stands_beside_it():
    (row,), _remarks = read_channels(
        settle_table(f"{ROW}05 ngày làm việc (kể từ ngày nhận đủ hồ sơ)Miễn phíNộp tại quầy")
    )
    assert (row["time_amount"], row["time_unit"], row["time_text"]) == (
        5,
        "ngay-lam-viec",
        "(kể từ ngày nhận đủ hồ sơ)",
    )
    assert (row["fee_state"], row["description"]) == ("mien-phi", "Nộp tại quầy")


def test_nothing_set_in_a_list_is_not_free():
    assert values.parse_fee_state([values.parse_fee("Không quy định")], said_free=False) == "chua-ro"
    assert values.parse_fee_state([values.parse_fee("Chưa có quy định.")], said_free=False) == "chua-ro"
    assert values.parse_fee_state([values.parse_fee("Theo quy định")], said_free=False) == "co"


def test_quantities_with_their_words_first():
    text = f"{dossier_table.HEAD}Tờ khaiTo khai.docxBản chính: 1 - Bản sao: 2Giấy khai sinhBản chính: 1"
    ((case,), remarks) = read_cases(text)
    assert remarks == []
    assert [(item["name"], item["form_name"], item["originals"], item["copies"]) for item in case["items"]] == [
        ("Tờ khai", "To khai.docx", 1, 2),
        ("Giấy khai sinh", "", 1, 0),
    ]


def test_a_dossier_whose_quantities_are_not_known_is_kept_whole_and_reported():
    (_case,), remarks = read_cases(f"{dossier_table.HEAD}Tờ khai01 bộGiấy khai sinh01 bộ")
    assert [(each.kind, each.words) for each in remarks] == [(RemarkKind.CELLS, "Tờ khai01 bộGiấy khai sinh01 bộ")]


def test_legal_bases_whose_number_comes_first():
    text = "Số, ký hiệu\nTrích yếu\n60/2014/QH13Luật Hộ tịch123/2015/NĐ-CPNghị định quy định chi tiết Luật 60/2014/QH13"
    text += "15/2020/TT-BTPThông tư hướng dẫn"
    rows, remarks = legal_table.read_legal_bases(settle_table(text))
    assert [(row["number"], row["title"]) for row in rows][:2] == [
        ("60/2014/QH13", "Luật Hộ tịch"),
        ("123/2015/NĐ-CP", "Nghị định quy định chi tiết Luật 60/2014/QH13"),
    ]
    assert (rows[-1]["number"], rows[-1]["title"]) == ("15/2020/TT-BTP", "Thông tư hướng dẫn")
    assert (len(rows), remarks) == (3, [])


WORDS = ["Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính", "5 Ngày làm việc", "05 ngày", "12", "Miễn phí"]
WORDS += ["Không quy định", "Không có thông tin", "450.000 VNĐ", "450 000 VNĐ", "120 VNĐ", "50.000đ/lần", "2%"]
WORDS += ["Hai trăm nghìn đồng", "(", ")", "(kể từ ngày nhận)", "Nộp tại quầy. ", "qua cổng", "\n", " ", "1 bản chính"]
WORDS += ["Bản chính: 1", "0 bản sao", "Tờ khai", "Mau 01.docx", "21/2015/TT-BNNPTNT", "Luật số ", "60/2014/QH13"]
CELLS = st.sampled_from([legal_table.HEAD_NUMBER_FIRST, *WORDS, "quy định", *HEADS, "STT", "HÌNH THỨC NỘP"])


@settings(max_examples=300)
@given(st.lists(CELLS, max_size=12))
def test_whatever_cells_meet_every_word_is_stored_or_reported(cells):
    """The account itself finds nothing added; words that it cannot place it reports."""
    text = settle_table(values.parse_text("".join(cells)))
    fields = {C: text, D: text, L: text, "thu_tuc_lien_quan": ""}
    content = {
        "channels": read_channels(text)[0],
        "cases": read_cases(text)[0],
        "legal_bases": legal_table.read_legal_bases(text)[0],
    }
    remarks = check_accounts(make_table_accounts(fields, content))
    assert [each for each in remarks if each.kind == RemarkKind.ADDED] == []
