"""Every word of a record stands exactly once in what was read of it, and nothing that was read is a fragment."""

import re

import pytest

from procedures.models import Procedure
from procedures.reading import channel_table, dossier_table, legal_table, values
from procedures.reading.cells import LOWER, UPPER
from procedures.reading.choices import FeeState
from procedures.reading.remarks import NOT_STORED, RemarkKind
from procedures.reading.shapes import read
from tests.procedures.procedure_records import FOLDERS, collected_records, find_first_difference, own_records, squeeze
from tests.sample_files import get_extent

WAYS = {"truc-tuyen": "Trực tuyến", "truc-tiep": "Trực tiếp", "buu-chinh": "Dịch vụ bưu chính"}
UNITS = {"ngay-lam-viec": "Ngày làm việc", "ngay": "Ngày", "gio": "Giờ", "thang": "Tháng", "nam": "Năm", "": ""}
NOTHING = "Khôngcóthôngtin"
CURRENCIES = "VNĐ|VND|ViệtNamĐồng|Đồng|USD|ĐôlaMỹ|EUR"
# First words of titles; "hông" is a "Thông" whose first letter the portal has lost, in 14 records.
TITLE_WORDS = {"quy", "luật", "nghị", "sửa", "thông", "hông", "về", "hướng", "ban", "quyết"}
# The quantity of a paper inside a name: the next paper was swallowed. In a sentence a blank stands before or behind it.
HELD_CHANNEL = re.compile(r"(?:Trực tuyến|Trực tiếp|bưu chính)\d+ ?(?:Ngày|Giờ|Tháng|Năm)")
HELD_QUANTITY = re.compile(rf"(?<![\s(\d])(?!0\d)\d+ bản (?:chính|sao)[-+*{UPPER}]|\d/\d+ bản chính[-+*{UPPER}]")


def channel_cells(row):
    time = row["time_text"]
    if row["time_amount"] is not None:
        time = f"{row['time_amount']}{UNITS[row['time_unit']]}"
    fees = [part for fee in row["fees"] for part in ("Miễn phí" if fee["amount"] == 0 else fee["amount"], fee["note"])]
    free = ["Miễn phí"] if row["fee_state"] == FeeState.FREE and "Miễn phí" not in fees else []
    written = (f"{fee:0<5}" if "." in str(fee) and len(str(fee)) < 5 else str(fee) for fee in fees if fee is not None)
    return [WAYS[row["way"]], time, *written, *free, row["description"]]


def paper_cells(item):
    cells = [item["name"], *([] if item["form_name"] == item["name"] else [item["form_name"]])]
    if item["originals"] is None:
        return cells
    return [*cells, f"{item['originals']} bản chính", *([f"{item['copies']} bản sao"] if item["copies"] else [])]


def differences(data, content):
    """The first difference of each run-together table between the source and what was read."""
    text = {
        field: values.parse_text(data.get(field))
        for field in (channel_table.FIELD, dossier_table.FIELD, legal_table.FIELD)
    }
    papers = [
        cell
        for case in content["cases"]
        for cell in [case["name"], *(c for i in case["items"] for c in paper_cells(i))]
    ]
    channels = [cell for row in content["channels"] for cell in channel_cells(row)]
    bases = [cell for row in content["legal_bases"] for cell in (row["title"], row["number"])]
    kinds = f"{squeeze(legal_table.HEAD)}|(?:{legal_table.KIND.replace(' ', '')})?(?:[Ss]ố)?"
    yield (
        channel_table.FIELD,
        find_first_difference(
            text[channel_table.FIELD], channels, f"{squeeze(channel_table.HEAD)}|{NOTHING}|{CURRENCIES}|0"
        ),
    )
    yield dossier_table.FIELD, find_first_difference(text[dossier_table.FIELD], papers, squeeze(dossier_table.HEAD))
    yield legal_table.FIELD, find_first_difference(text[legal_table.FIELD], bases, kinds)


def fragments(data, content, vocabulary):
    """Numbers of documents and names of files that something is missing of; texts that hold a row of their table."""
    bases = re.sub(r" ?([-/]) ?", r"\1", values.parse_text(data.get(legal_table.FIELD)))
    dossier = values.parse_text(data.get(dossier_table.FIELD))
    papers = [item for case in content["cases"] for item in case["items"]]
    numbers = [row["number"] for row in content["legal_bases"] if row["number"]]
    forms = [name for item in papers for name in item["form_name"].split("; ") if name]
    return [
        *(number for number in numbers if not is_whole_number(number, bases, vocabulary)),
        *(name for name in forms if not is_whole_form(name, dossier)),
        *(item["name"] for item in papers if HELD_QUANTITY.search(item["name"])),
        *(row["description"] for row in content["channels"] if HELD_CHANNEL.search(row["description"])),
    ]


def is_whole_number(number, text, vocabulary):
    """Whether somewhere in the source the number begins a cell and a word of Vietnamese follows it."""
    for found in re.finditer(re.escape(number), text):
        before, after = text[: found.start()], text[found.end() :]
        word = re.split(f"(?<=[{LOWER}])(?=[{UPPER}])", re.match(r"[^\W\d_]*", after)[0])[0]
        glued = before[-1:].isdigit() and not re.search(r"(?:QH|UBTVQH)\d\d$|(?:19|20)\d\d$|\D\d$|\D\d\d$", before)
        if not glued and (not word or word.lower() in vocabulary or word.isupper()):
            return True
    return False


def is_whole_form(name, text):
    """Whether the name ends as names of files do and no blank stands before it."""
    places = [found.start() for found in re.finditer(re.escape(name), text)]
    return bool(re.search(r"\.\w{2,4}$", name)) and not all(text[max(0, place - 1) : place] == " " for place in places)


def check(records):
    """All that is wrong with any of the records, and how many have words in no field."""
    records = list(records)
    words = re.findall(r"[^\W\d_]+", " ".join(values.parse_text(data.get("trinh_tu_thuc_hien")) for data in records))
    vocabulary = {word.lower() for word in words} | TITLE_WORDS
    wrong, unplaced = [], 0
    for data in records:
        content = read(data, Procedure)
        unplaced += any(remark.kind in NOT_STORED for remark in content["remarks"])
        wrong += [(content["code"], remark) for remark in content["remarks"] if remark.kind in BROKEN]
        if "ma_thu_tuc" in data:
            placed = not any(remark.kind in NOT_STORED for remark in content["remarks"])
            wrong += [(content["code"], *each) for each in differences(data, content) if each[1] and placed]
            wrong += [(content["code"], each) for each in fragments(data, content, vocabulary)]
    return wrong, unplaced


BROKEN = (RemarkKind.CUT, RemarkKind.ADDED)


def test_our_own_records_lose_no_word_and_cut_none():
    wrong, unplaced = check(own_records())
    assert wrong == []
    assert unplaced == 0


@pytest.mark.parametrize("folder", FOLDERS, ids=get_extent)
def test_the_collected_records_lose_no_word_and_cut_none(folder):
    records = list(collected_records(folder))
    wrong, unplaced = check(records)
    assert wrong == []
    assert len(records) >= 32
    assert unplaced <= len(records) * 3 // 100
