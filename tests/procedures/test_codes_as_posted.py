"""Codes as notice boards, clerks, QR codes and Excel write them; procedures that differ in their level only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures import catalogue
from procedures.answers import find_twins
from procedures.reading.codes import find_typed_code
from procedures.twins import split_name
from site_search.search import find
from tests.builders import a_procedure

CODE = "1.012784"


@pytest.mark.parametrize(
    "typed",
    [
        "1.012784",
        "1.012784.000.00.00.H61",
        "1.012784.000.00.00.h61",
        "1.012784.000.00.00",
        "1.012784-H61",
        "1012784",
        "1.012.784",
        "1. 012784",
        "1 012 784",
        "1,012784",
        "tthc 1.012784",
        "TTHC: 1012784",
        "Mã TTHC 1.012784",
        "mã số 1.012784",
        "ma thu tuc 1.012784",
        "2784",
        "số 2784",
        "12784",
        "１.０１２７８４",
        "1.O12784",
        "https://dichvucong.gov.vn/p/home/dvc-chi-tiet.html?ma=1.012784",
        "https://tinh.gov.vn/thu-tuc-hanh-chinh/1.012784.000.00.00.H61/",
        "thủ tục 1.012784 tách thửa",
    ],
)
@pytest.mark.django_db
def test_a_code_finds_its_procedure_and_nothing_else(home, typed):
    wanted = a_procedure(code=CODE, name="Tách thửa hoặc hợp thửa đất")
    a_procedure(code="1.012785", name="Thủ tục khác")
    assert catalogue.get_current().find_by_code(typed) == [wanted.pk]
    assert [answer.key for answer in find(typed).answers] == [wanted.pk]


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "37/QĐ-UBND", "168/2025/NĐ-CP", "số 1", "đăng ký 2021", "20/11/2021", "", "1.", "năm 2021", "3"],
)
def test_other_numbers_are_no_codes(typed):
    assert find_typed_code(typed) is None


@pytest.mark.django_db
def test_a_local_code_is_found_whole_before_the_national_one(home):
    local = a_procedure(code="1.012784.000.00.00.H34", name="Tách thửa ở tỉnh")
    national = a_procedure(code=CODE, name="Tách thửa")
    listed = catalogue.get_current()
    assert listed.find_by_code("1.012784.000.00.00.H34") == [local.pk]
    assert set(listed.find_by_code("1.012784.000.00.00.H99")) == {local.pk, national.pk}


@pytest.mark.django_db
def test_zeros_that_excel_lost_are_put_back(home):
    wanted = a_procedure(code="2.000720", name="Thay đổi")
    assert catalogue.get_current().find_by_code("2.00072") == [wanted.pk]


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_none(text):
    typed = find_typed_code(text)
    assert typed is None or typed.digits.isdigit() or typed.whole


@pytest.mark.parametrize(
    ("name", "matter", "difference"),
    [
        ("Cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)", "cap lai the can cuoc", "thực hiện tại cấp tỉnh"),
        ("Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "dang ky khai sinh", "có yếu tố nước ngoài"),
        ("Cấp giấy phép môi trường (cấp Bộ) (1.010719)", "cap giay phep moi truong", "cấp Bộ"),
        ("Thôi quốc tịch Việt Nam ở trong nước", "thoi quoc tich viet nam", "ở trong nước"),
        ("Thủ tục đăng ký khai sinh", "dang ky khai sinh", ""),
        ("Cấp giấy phép xây dựng cấp tỉnh bổ sung hồ sơ", "cap giay phep xay dung cap tinh bo sung ho so", ""),
    ],
)
def test_a_name_is_parted_from_what_sets_it_apart_from_its_twins(name, matter, difference):
    assert split_name(name) == (matter, difference)


@pytest.mark.django_db
def test_twins_stand_under_the_common_one_with_what_differs(home):
    foreign = a_procedure(code="2.000528", name="Thủ tục đăng ký khai sinh có yếu tố nước ngoài")
    common = a_procedure(code="1.001193", name="Thủ tục đăng ký khai sinh")
    same = a_procedure(code="1.001194", name="Thủ tục đăng ký khai sinh")
    other = a_procedure(code="1.004884", name="Thủ tục đăng ký lại khai sinh")
    answers = find("dang ky khai sinh").answers
    assert [answer.key for answer in answers] == [common.pk, other.pk]
    assert {twin.key: twin.difference for twin in answers[0].twins} == {
        foreign.pk: "có yếu tố nước ngoài",
        same.pk: "1.001194",
    }
    assert find("khai sinh có yếu tố nước ngoài").answers[0].key == foreign.pk
    assert find_twins([other.pk]) == {}
