"""The screen before a table is stored: what it would do, what it leaves out, what it changes, and when it fails."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st

from foundations.members.roles import Role, get_group
from foundations.spreadsheets.sheets import Sheet
from rankings.imports.guessing import guess
from rankings.imports.left_out import Reason
from rankings.imports.names import NameMatcher
from rankings.imports.reader import Reader
from rankings.models import CriterionScore, RankingPage, TableUpload
from tests.builders import user_in
from tests.rankings.ranking_builders import (
    a_workbook,
    an_edition,
    an_index,
    guessed,
    press_button,
    provinces,
    upload_table,
)
from tests.sample_files import SAMPLES

pytestmark = pytest.mark.django_db
PCI_2010 = SAMPLES / "rankings" / "pci" / "pci_2010_summary-sheet.csv"
PLACES = ["Kon Tum", "Quảng Ngãi", "Đà Nẵng", "Gia Lai", "Đắk Lắk"]


@pytest.fixture
def edition(home):
    provinces()
    return an_edition(an_index("par-index"), 2023)


@pytest.fixture
def pci(edition):
    return an_edition(an_index("pci"), 2010)


@pytest.fixture
def board(client):
    client.force_login(user_in(get_group(Role.BOARD), "ban-bien-tap"))
    return client


@pytest.fixture
def upload(board, edition):
    return lambda name, content, to=None: upload_table(board, to or edition, name, content)


@pytest.fixture
def confirm(board):
    return lambda review, **changes: press_button(board, review, **changes)


@pytest.fixture
def look_at(pci):
    """Guesses at a table: its roles by column, and the plan."""

    def looked(*rows):
        choices, plan = guessed(Sheet("Bảng", [list(row) for row in rows]), pci)
        return choices.roles, plan

    return looked


def notes(review) -> str:
    return " ".join(review.context["plan"].notes)


def stored(edition, *columns):
    return list(edition.rows.order_by("order").values_list(*columns))


def test_the_review_of_the_pci_of_2010_says_what_it_will_do(upload, pci):
    review = upload("pci.csv", PCI_2010.read_bytes(), to=pci)
    sentences = review.context["intentions"]
    assert sentences[0] == "Ghi 63 dòng vào kỳ “PCI 2010”: 63 nối với đơn vị trong danh mục."
    assert "Điểm (do cơ quan công bố chấm): cột W “PCI 2010”." in sentences
    assert "Thứ hạng: cột Y “Xếp hạng”." in sentences
    assert any(text.startswith("9 tiêu chí: cột C “Gia nhập thị trường”, E ") for text in sentences)
    assert "Không lấy cột số thứ tự, mã: A “Thứ tự”." in sentences
    assert any(text.startswith("Không lấy cột chưa được chọn là gì: U “Chưa có trọng số”.") for text in sentences)
    ends = review.context["ends"]
    assert ends.first[0] == ("Da Nang", ["69,765929", "1"])
    assert ends.last[-1] == ("Dak Nong", ["48,9068595", "63"])
    text = review.content.decode()
    assert "53,6538055" in text
    assert "500000004" not in text


def test_of_a_weighted_index_no_sum_is_expected_and_that_is_said_once(upload, confirm, pci):
    assert pci.index.is_weighted
    assert pci.criteria_add_up
    review = upload("pci.csv", PCI_2010.read_bytes(), to=pci)
    said = [note for note in review.context["plan"].notes if "tổng các tiêu chí" in note]
    assert said == ["Tổng điểm không phải là tổng các tiêu chí (63 trên 63 đơn vị): chỉ số này có trọng số."]
    assert review.context["adds_up"] is False
    confirm(review)
    stored_page = RankingPage.objects.get(pk=pci.pk)
    assert stored_page.criteria_add_up is False
    assert stored_page.get_latest_revision_as_object().criteria_add_up is False
    assert stored_page.rows.count() == 63


HEADING = ["Tỉnh", "Tiêu chí A", "Tiêu chí B", "Tổng điểm"]


@pytest.mark.parametrize(
    ("totals", "adds_up", "sentence"),
    [
        ([30, 27, 24, 21, 18], True, ""),
        ([30, 27, 24, 21, 19], True, "ở 1 trên 5 đơn vị: Đắk Lắk: công bố 19, cộng lại 18."),
        ([33, 29, 24, 22, 19], False, "ở 4 trên 5 đơn vị: có lẽ tổng được tính có trọng số"),
    ],
)
def test_whether_totals_are_sums_is_asked_of_the_table(totals, adds_up, sentence, upload, confirm, edition):
    rows = [[name, 20 - 2 * at, 10 - at, total] for at, (name, total) in enumerate(zip(PLACES, totals, strict=True))]
    review = confirm(upload("a.xlsx", a_workbook(HEADING, *rows)), press="look", role_1="criterion", role_2="criterion")
    assert review.context["adds_up"] is adds_up
    assert sentence in notes(review)
    assert ("Tổng điểm khác" in notes(review)) == bool(sentence)
    confirm(review, adds_up="on", adds_up_shown="1" if adds_up else "")  # the clerk ticks it all the same
    assert RankingPage.objects.get(pk=edition.pk).criteria_add_up is True


def test_the_clerks_own_decision_outlives_another_look(upload, confirm, edition):
    rows = [[name, 20 - at, 10 - at, 30 - 2 * at] for at, name in enumerate(PLACES)]
    roles = {"role_1": "criterion", "role_2": "criterion"}
    review = confirm(upload("a.xlsx", a_workbook(HEADING, *rows)), press="look", **roles)
    assert review.context["adds_up"] is True
    review = confirm(review, press="look", adds_up=None, **roles)
    assert review.context["adds_up"] is False
    confirm(review, **roles)
    assert RankingPage.objects.get(pk=edition.pk).criteria_add_up is False


def test_a_new_edition_of_a_weighted_index_begins_without_the_tick(board, home):
    for slug, expected in (("pci", False), ("papi", True)):
        page = board.get(f"/quan-tri/pages/add/rankings/rankingpage/{an_index(slug).pk}/")
        assert page.context["form"]["criteria_add_up"].value() is expected


def test_maxima_and_weights_of_criteria_outlive_a_second_import(upload, confirm, pci):
    table = a_workbook(["Tỉnh", "Gia nhập thị trường", "PCI"], ["Kon Tum", 8, 4.0], ["Gia Lai", 6, 3.0])
    confirm(upload("a.xlsx", table, to=pci))
    pci.criteria.update(weight=0.5, maximum=9)
    review = upload("a.xlsx", table, to=pci)
    assert review.context["adds_up"] is True  # 8 × 0.5 = 4
    confirm(review, replace="on")
    assert list(pci.criteria.values_list("weight", "maximum")) == [(0.5, 9)]


def test_what_would_change_of_the_stored_table_is_shown_figure_by_figure(upload, confirm, edition):
    before = [["Kon Tum", 92.44, 1, "A"], ["Gia Lai", 90.5, 2, "B"], ["Đà Nẵng", 88, 3, "B"]]
    heading = ["Tỉnh", "Điểm", "Xếp hạng", "Xếp loại"]
    assert upload("a.xlsx", a_workbook(heading, *before)).context["comparison"] is None
    confirm(upload("a.xlsx", a_workbook(heading, *before)))
    after = [["Tỉnh Kon Tum", 92.44, 1, "A"], ["Gia Lai", 90.05, 2, ""], ["Đắk Lắk", 87, 3, "B"]]
    review = upload("a.xlsx", a_workbook(heading, *after))
    found = review.context["comparison"]
    assert (found.added, found.removed, found.unchanged) == (["Đắk Lắk"], ["Đà Nẵng"], 0)
    assert [(each.name, each.figures) for each in found.changed] == [
        ("Tỉnh Kon Tum", [("Tên đơn vị", "Kon Tum", "Tỉnh Kon Tum")]),
        ("Gia Lai", [("Điểm (do cơ quan công bố chấm)", "90,5", "90,05"), ("Nhóm, xếp loại", "B", "")]),
    ]
    assert "1 đơn vị mới, 1 đơn vị không còn, 2 đơn vị đổi số liệu, 0 giữ nguyên." in review.content.decode()


def test_the_same_table_again_changes_nothing(upload, confirm, pci):
    confirm(upload("pci.csv", PCI_2010.read_bytes(), to=pci))
    found = upload("pci.csv", PCI_2010.read_bytes(), to=pci).context["comparison"]
    assert (found.added, found.removed, found.changed, found.unchanged) == ([], [], [], 63)


# -- Traps of real tables


def test_scores_below_the_names_of_criteria_are_no_total(look_at):
    roles, _plan = look_at(
        ["Tỉnh", "Gia nhập thị trường", "Gia nhập thị trường", "Lĩnh vực khác", "Tổng hợp", "Tổng hợp"],
        ["", "Điểm", "Xếp hạng", "Điểm", "Điểm", "Xếp hạng"],
        ["Kon Tum", "8.1", "1", "5", "60.1", "2"],
        ["Gia Lai", "8.0", "2", "6", "61.1", "1"],
    )
    assert roles == ["name", "template:gia-nhap", "", "", "score", "rank"]


def test_of_several_scores_that_each_are_about_something_else_none_is_proposed(look_at):
    roles, _plan = look_at(
        ["Tỉnh", "Khối A", "Khối B"], ["", "Điểm", "Điểm"], ["Kon Tum", "8.1", "5"], ["Gia Lai", "8.0", "6"]
    )
    assert roles == ["name", "", ""]


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (["Xếp hạng năm 2009", "Xếp hạng", "Điểm"], ["", "rank", "score"]),
        (["Điểm 2008", "Điểm 2009", "Điểm 2010"], ["", "", "score"]),
        (["Điểm 2008", "Điểm 2009", "Xếp hạng"], ["", "", "rank"]),  # neither is of this year
        (["Mã tỉnh", "Mã PCI", "PCI"], ["", "", "score"]),
        (["Mã số", "ID", "Tổng số điểm"], ["", "", "score"]),
        (["Điểm tự chấm", "Điểm tối đa", "Điểm sau thẩm định"], ["self_score", "maximum", "score"]),
    ],
)
def test_headings_of_years_and_codes(headings, roles, look_at):
    rows = [[name, f"{11 + at}", f"{21 - at}", f"{60.5 - at}"] for at, name in enumerate(PLACES)]
    if "Xếp hạng" in headings[2]:
        rows = [[*row[:3], str(at + 1)] for at, row in enumerate(rows)]
    assert look_at(["Tỉnh", *headings], *rows)[0] == ["name", *roles]


def test_rows_of_maxima_weights_and_means_are_no_units(look_at):
    _roles, plan = look_at(
        ["Tỉnh", "Gia nhập thị trường", "PCI"],
        ["Điểm tối đa", "10", "100"],
        ["Trọng số", "0.05", ""],
        ["Kon Tum", "8.1", "60.5"],
        ["Trung bình", "8", "60"],
        ["Gia Lai", "8.0", "59.5"],
    )
    assert [row.name for row in plan.rows] == ["Kon Tum", "Gia Lai"]
    assert (plan.errors, plan.unknown) == ([], [])
    assert any("Dòng tổng hợp, không phải đơn vị, nên không được lấy: 2–3, 5" in note for note in plan.notes)


WORDS = st.sampled_from([*PLACES, "Trung bình", "Khối các sở", "Ghi chú: số liệu làm tròn", "I", "(1)", "(2)", ""])
CELLS = st.sampled_from(["90,5", "88", "1", "", "", "ghi chú", "Điểm", "Tỉnh", "(2)", "(3)"])


@settings(max_examples=80)
@given(
    rows=st.lists(st.tuples(WORDS, CELLS, CELLS, CELLS), min_size=1, max_size=12),
    hidden=st.sets(st.integers(2, 8), max_size=3),
    take_hidden=st.booleans(),
    last_row=st.integers(0, 12),
)
def test_no_row_is_dropped_without_a_word(rows, hidden, take_hidden, last_row, pci):
    """Each row with a cell becomes a unit's, or is named with a reason, or stands against the import."""
    sheet = Sheet("Bảng", [["BẢNG XẾP HẠNG"], ["Tỉnh", "Điểm", "Xếp hạng", "Phụ lục"], *map(list, rows)])
    sheet.hidden_rows = sorted(row for row in hidden if row < len(sheet.rows) and any(sheet.rows[row]))
    matcher = NameMatcher(pci)
    choices = guess(sheet, 0, pci.index, matcher)
    choices.header_row, choices.header_rows, choices.last_row = 2, 1, last_row
    choices.roles, choices.take_hidden = ["name", "score", "rank", ""], take_hidden
    reader = Reader(sheet, choices, pci, matcher)
    plan = reader.read()
    if plan.errors or any(not each.answer for each in plan.unknown):
        return
    taken = {row.row - 1 for row in plan.rows}
    named = {row for row in reader.left_out if row not in taken}
    filled = {number for number, row in enumerate(sheet.rows) if any(row)} - {1}
    assert taken | named >= filled
    assert not taken & named
    assert (Reason.ABOVE in reader.left_out.values()) == bool(filled)


# -- What fails


@pytest.fixture
def waiting(upload, edition):
    return upload("a.xlsx", a_workbook(["Tỉnh", "Điểm"], ["Kon Tum", 92.44], ["Gia Lai", 90.5]))


def test_when_the_database_refuses_the_clerk_reads_a_sentence_and_can_press_again(
    waiting, upload, confirm, edition, monkeypatch
):
    confirm(waiting)
    review = upload("b.xlsx", a_workbook(["Tỉnh", "Điểm", "Gia nhập"], ["Kon Tum", 1, 2], ["Gia Lai", 3, 4]))
    review = confirm(review, press="look", role_2="criterion")

    def refuse(*_arguments, **_options):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(CriterionScore.objects, "bulk_create", refuse)
        answer = confirm(review, replace="on")
    assert "Số liệu đang có còn nguyên" in answer.content.decode()
    assert stored(edition, "name", "score_text") == [("Kon Tum", "92.44"), ("Gia Lai", "90.5")]
    confirm(answer, replace="on")
    assert stored(edition, "name", "score_text") == [("Kon Tum", "1"), ("Gia Lai", "3")]


def test_when_what_was_read_cannot_be_kept_the_form_says_so(board, edition, monkeypatch):
    def refuse(*_arguments, **_options):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(TableUpload.objects, "create", refuse)
    answer = upload_table(board, edition, "a.xlsx", a_workbook(["Tỉnh", "Điểm"], ["Kon Tum", 92.44]))
    assert "Số liệu đang có còn nguyên" in answer.content.decode()


def test_a_table_that_was_read_waits_on_the_first_screen(waiting, board, edition):
    page = board.get(f"/quan-tri/xep-hang/{edition.pk}/nhap/").content.decode()
    assert "Bảng đã đọc, chưa ghi" in page
    assert waiting.request["PATH_INFO"] in page


def test_a_table_that_is_stored_already_leads_back_with_a_sentence(waiting, confirm, board, edition):
    confirm(waiting)
    answer = board.get(waiting.request["PATH_INFO"], follow=True)
    assert "Bảng này đã được ghi" in answer.content.decode()


# -- What an update of a site does


def test_an_update_marks_the_pci_as_weighted_in_its_versions_too(home):
    mark_weighted = import_module("rankings.migrations.0002_weighted_index").mark_weighted
    page = an_index("pci")
    for revision in (page.latest_revision, page.live_revision):
        revision.content.pop("is_weighted")
        revision.save()
    type(page).objects.update(is_weighted=False)
    mark_weighted(apps, None)
    assert list(type(page).objects.filter(is_weighted=True).values_list("slug", flat=True)) == ["pci"]
    assert an_index("pci").get_latest_revision_as_object().is_weighted
