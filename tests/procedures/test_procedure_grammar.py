"""Tables glued together of known cells in all orders: no word is lost and none is cut, whatever comes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.reading import channel_table, dossier_table, legal_table, portal_2026, values
from procedures.reading.accounting import Account, check_account
from procedures.reading.cells import CURRENCY, NOTHING
from procedures.reading.remarks import RemarkKind
from tests.procedures.procedure_records import find_first_difference, squeeze

WAYS = {"Trực tuyến": "truc-tuyen", "Trực tiếp": "truc-tiep", "Dịch vụ bưu chính": "buu-chinh"}
TIMES = [
    "7 Ngày làm việc",
    "30 Ngày",
    "8 Giờ",
    "2 Tháng",
    "15",
    "Không có thông tin",
    "Không quy định",
    "Ngay trong ngày",
]
FEES = ["Miễn phí", "Không có thông tin", "450,000 VNĐ", "1,500,000 Việt Nam Đồng", "10 USD", "40 VNĐ"]
NOTES = ["", "(/lần)", "(Phí: 250.000 đồng/lần (cấp mới))", "(Không quy định)"]
SENTENCES = [
    "Kể từ ngày nhận đủ hồ sơ. ",
    "- Nộp tại quầy (Trực tiếp hoặc trực tuyến);\n",
    "Qua cổng; trực tiếp 7 ngày",
    "+ Trực tuyến: nộp qua Cổng dịch vụ công.",
    "Nộp 01 bản chính và 02 bản sao, (1 bản chính)",
    "Theo Thông tư số 22/2023/TT-BCA ngày 30/6/2023 của Bộ Công an",
    "",
]
PAPERS = [
    "Văn bản đề nghị công bố theo mẫu",
    "- Tờ khai kèm theo Thông tư số 22/2023/TT-BCA ngày 30/6/2023 của Bộ Công an.",
    "Đơn theo Nghị định số 33/2026/NĐ-CP",
    "Bản kê khai; nộp 01 bản chính để đối chiếu;",
    "+ Ảnh cỡ 4x6 cm (nếu có)",
    "Giấy xác nhận",
]
FORMS = ["Don_TT1.docx", "NA5.doc", "Mau 03 TS. Don khai bao.docx", "Mẫu số 37.docx", "ToKhai.PDF", "Phụ lục 12.9.docx"]
TITLES = [
    "Luật Thú y",
    "quy định về quản lý thuốc",
    "Luật Doanh nghiệp 2020",
    "QUY ĐỊNH MỨC THU",
    "Nghị định số 232/2025/NĐ-CP ngày 30/6/2025 của Chính phủ",
    "Sửa đổi Thông tư số 22/2023/TT-BCA",
    "Về phân loại đô thị.",
]
NUMBERS = [
    "79/2015/QH13",
    "21/2015/TT-BNNPTNT",
    "232/2025/NĐ-CP",
    "64/2025/TT-BTC",
    "26/2022/UBTVQH15",
    "9/2020/QĐ-TTg",
]

SAYS_NOTHING = f"{squeeze(NOTHING)}|{CURRENCY.replace(' ', '')}"

sentences = st.sampled_from(SENTENCES)
channel = st.tuples(
    st.sampled_from(list(WAYS)), st.sampled_from(TIMES), st.sampled_from(FEES), st.sampled_from(NOTES), sentences
)
paper = st.tuples(
    st.sampled_from(PAPERS),
    st.lists(st.sampled_from(FORMS), max_size=2),
    st.integers(0, 12),
    st.integers(0, 3),
)
basis = st.tuples(st.sampled_from(TITLES), st.sampled_from(NUMBERS))
anything = st.lists(
    st.sampled_from([*WAYS, *TIMES, *FEES, *NOTES, *SENTENCES, *PAPERS, *FORMS, *TITLES, *NUMBERS, " ", "\n", ", "])
    | st.sampled_from(["1 bản chính", "0 bản chính,1 bản sao", "01 bản chính", "Luật số ", "--", "* Lưu ý:"])
    | st.sampled_from([channel_table.HEAD, dossier_table.HEAD, legal_table.HEAD]),
    max_size=14,
).map("".join)


def is_clear(time, fee):
    """A number without a unit before a sum of money cannot be told apart from it."""
    return not (time.isdigit() and fee[0].isdigit())


@given(st.lists(channel, min_size=1, max_size=5))
def test_rows_of_channels_come_back_as_they_were(rows):
    rows = [row for row in rows if is_clear(row[1], row[2])]
    table = channel_table.HEAD + "".join("".join(row) for row in rows)
    found, remarks = channel_table.read_channels(values.parse_text(table))
    assert remarks == []
    assert [row["way"] for row in found] == [WAYS[row[0]] for row in rows]
    for row, (_way, time, fee, note, sentence) in zip(found, rows, strict=True):
        said = values.parse_time_limit(time)
        assert {name: row[name] for name in said} == said
        assert row["description"] == values.parse_text(sentence)
        if fee[0].isdigit():
            assert row["fees"][0]["amount"] == int(fee.split()[0].replace(",", ""))
        assert row["fee_state"] != "mien-phi" or (fee == "Miễn phí" and "250.000" not in note)


@given(st.lists(paper, min_size=1, max_size=5))
def test_rows_of_papers_come_back_as_they_were(rows):
    table = dossier_table.HEAD
    for name, forms, originals, copies in rows:
        table += name + "".join(forms) + f"{originals} bản chính" + (f",{copies} bản sao" if copies else "")
    (case,), remarks = dossier_table.read_cases(values.parse_text(table))
    assert remarks == []
    assert [(item["name"], item["form_name"], item["originals"], item["copies"]) for item in case["items"]] == [
        (name.lstrip("-+ "), "; ".join(forms), originals, copies) for name, forms, originals, copies in rows
    ]


@given(st.lists(basis, min_size=1, max_size=5))
def test_rows_of_legal_bases_come_back_as_they_were(rows):
    found, _remarks = legal_table.read_legal_bases(legal_table.HEAD + "".join(title + number for title, number in rows))
    assert [(row["title"], row["number"]) for row in found] == rows


@given(anything)
@settings(max_examples=300)
def test_whatever_comes_no_word_is_lost_and_none_is_cut(text):
    text = values.parse_text(text)
    channels, about_channels = channel_table.read_channels(text)
    cases, about_cases = dossier_table.read_cases(text)
    bases, about_bases = legal_table.read_legal_bases(text)
    kinds = f"{squeeze(legal_table.HEAD)}|(?:{legal_table.KIND.replace(' ', '')})?(?:[Ss]ố)?"
    tables = [
        (
            [piece for row in channels for piece in portal_2026.get_channel_pieces(row)],
            (f"{channel_table.HEAD}|{NOTHING}|{CURRENCY}", f"{squeeze(channel_table.HEAD)}|{SAYS_NOTHING}"),
            about_channels,
        ),
        (
            [piece for case in cases for piece in portal_2026.get_case_pieces(case)],
            (f"{dossier_table.HEAD}|{NOTHING}", f"{squeeze(dossier_table.HEAD)}|{squeeze(NOTHING)}"),
            about_cases,
        ),
        (
            [piece for row in bases for piece in (row["title"], row["number"])],
            (f"{legal_table.HEAD}|{legal_table.KIND}?\\s*(?:[Ss]ố\\s*:?)?", kinds),
            about_bases,
        ),
    ]
    for pieces, (known, squeezed), about in tables:
        remarks = check_account(Account("f", text, pieces, known))
        assert [each for each in remarks if each.kind in {RemarkKind.ADDED, RemarkKind.CUT}] == []
        if RemarkKind.UNPLACED not in {each.kind for each in [*remarks, *about]}:
            assert find_first_difference(text, [spelling_in(text, piece) for piece in pieces], squeezed) is None


def spelling_in(text, piece):
    """The spelling of a piece that the text has."""
    spellings = [piece] if isinstance(piece, str) else piece
    return next(each for each in spellings if squeeze(each) in squeeze(text))
