"""Finding a procedure by the words people use."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from foundations.searching.models import MissedSearch, Synonym
from foundations.searching.spelling import remove_telex
from foundations.searching.synonyms import Synonyms
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.searching.understanding import understand
from news.models import ArticlePage
from procedures import catalogue
from site_search.search import search
from tests.builders import a_procedure, an_article, many_procedures

NAMES = [
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký lại khai sinh",
    "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
    "Thủ tục đăng ký kết hôn",
    "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    "Cấp lại giấy phép lái xe",
    "Đổi giấy phép lái xe",
    "Cấp giấy phép lái xe",
    "Tách hộ",
    "Hòa giải tranh chấp đất đai",
    "Chứng thực chữ ký",
    "Đăng ký thành lập hộ kinh doanh",
    "Giải quyết hưởng chế độ thai sản",
]


@pytest.fixture
def names(home):
    many_procedures(*({"name": name} for name in NAMES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("đăng ký khai sinh", NAMES[0]),
        ("sinh khai ky dang", NAMES[0]),
        ("dang ki ket hon", NAMES[3]),
        ("giấy độc thân", NAMES[4]),
        ("mất bằng lái xe máy làm lại ở đâu", NAMES[5]),
        ("GPLX", NAMES[7]),
        ("doi bang lai", NAMES[6]),
        ("tách hộ khẩu", NAMES[8]),
        ("hoà giải", NAMES[9]),
        ("chung thuc chu ky", NAMES[10]),
        ("chứng thựk chữ kí", NAMES[10]),
        ("mo quan tap hoa can giay to gi", NAMES[11]),
        ("khai xinh", NAMES[0]),
        ("khaisinh", NAMES[0]),
        ("khai sinh co yeu to nuoc ngoai", NAMES[2]),
        ("nghỉ đẻ", NAMES[12]),
        ("lam lai giay khai sinh bi mat", NAMES[1]),
    ],
)
def test_the_right_procedure_comes_first(client, names, typed, first):
    answer = client.get("/thu-tuc-hanh-chinh/", {"q": typed})
    assert answer.context["page_of_list"].object_list[0].name == first


def test_the_name_counts_more_than_the_text_and_accents_as_typed_more_than_others(names):
    in_text = a_procedure(name="Việc khác", steps="Đăng ký khai sinh trước.")
    hits = search("đăng ký khai sinh", "thu-tuc")
    assert hits[-1].key == in_text.pk
    other = a_procedure(name="Đăng ký khái sính")
    assert search("khái sính", "thu-tuc")[0].key == other.pk


def test_editors_teach_the_search_words(names):
    assert not catalogue.get_current().ask("giấy báo hỷ")[1]
    Synonym(typed="giấy báo hỷ", meant="đăng ký kết hôn").save()
    assert catalogue.get_current().ask("giay bao hy")[1]


def test_articles_and_procedures_are_found_together(client, names):
    article = an_article(title="Hướng dẫn đăng ký khai sinh trực tuyến")
    text = client.get("/tim-kiem/?q=dang+ky+khai+sinh").content.decode()
    assert "Hướng dẫn <mark>đăng ký khai sinh</mark> trực tuyến" in text
    assert NAMES[0] in text.replace("<mark>", "").replace("</mark>", "")
    only = client.get("/tim-kiem/?q=dang+ky+khai+sinh&loai=tin-bai").content.decode()
    assert article.url in only
    assert NAMES[0] not in only.replace("<mark>", "").replace("</mark>", "")


def test_what_is_found_is_marked_and_what_was_typed_is_escaped(client, names):
    text = client.get("/thu-tuc-hanh-chinh/?q=khai+sinh").content.decode()
    assert "đăng ký <mark>khai sinh</mark>" in text
    a_procedure(name="A <b>khai</b> sinh")
    text = client.get("/thu-tuc-hanh-chinh/?q=khai+sinh+<script>").content.decode()
    assert "<script>" not in text.split("<main")[1].replace("<script src", "")
    assert "&lt;b&gt;" in text


def test_nothing_found_offers_the_nearest(client, names):
    answer = client.get("/thu-tuc-hanh-chinh/?q=trợ cấp máy bay hộ tống")
    assert answer.context["listing"].total == 0 or answer.context["page_of_list"]
    empty = client.get("/thu-tuc-hanh-chinh/?q=xyzxyz")
    assert empty.context["listing"].total == 0
    assert "Báo ban biên tập" in empty.content.decode()


STRANGE = ["", '"', "\u0301", "x" * 5000, "a " * 300, "%s", "<script>", "'; DROP", "NEAR(", "1.", "0", "中文", "qu y"]


@pytest.mark.parametrize("typed", STRANGE)
def test_whatever_is_typed_has_an_answer(client, names, typed):
    for address in ("/thu-tuc-hanh-chinh/", "/tim-kiem/"):
        assert client.get(address, {"q": typed}).status_code == 200


@hypothesis_settings(max_examples=60)
@given(text=st.text(max_size=60))
def test_any_text_can_be_asked_of_titles(text):
    index = TitleIndex(IndexedTitle(number, name) for number, name in enumerate(NAMES))
    ideas, hits = index.ask(text, Synonyms([("bằng lái", "giấy phép lái xe", False), ("A,B", "c d", True)]))
    assert all(0 <= hit.coverage <= 1 for hit in hits)
    assert len(index.find_nearest(ideas)) <= 5


@hypothesis_settings(max_examples=60)
@given(place=st.integers(0, len(NAMES) - 1), data=st.data())
def test_a_slip_in_one_long_word_still_finds_the_title(place, data):
    index = TitleIndex(IndexedTitle(number, name) for number, name in enumerate(NAMES))
    words = NAMES[place].split()
    long = [number for number, word in enumerate(words) if len(word) >= 5]
    if not long:
        return
    at = data.draw(st.sampled_from(long))
    words[at] = words[at][:2] + words[at][3:]
    _ideas, hits = index.ask(" ".join(words), Synonyms([]))
    assert place in [hit.key for hit in hits[:3]]


def test_telex_typed_without_a_keyboard_is_read():
    assert remove_telex("ddaats") == "dat"
    assert remove_telex("khaif") == "khai"
    assert remove_telex("dduwowngf") == "duong"


def test_a_document_number_is_one_idea():
    ideas = understand("qđ 37/QĐ-UBND", Synonyms([]))
    assert [idea.typed for idea in ideas] == [("qd",), ("37", "qd", "ubnd")]


def test_the_quality_of_the_search_is_measured(names, tmp_path):
    code = catalogue.get_current().codes[catalogue.get_current().place_of[search("tách hộ")[0].key]]
    path = tmp_path / "queries.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["query", "expected_id"], ["tách hộ", f"x|{code}"], ["xyzxyz", code]])
    output = io.StringIO()
    call_command("search_quality", path, stdout=output)
    assert "1 of 2 in the first 3" in output.getvalue()


def test_cards_are_articles_for_the_measurement_alone(home, tmp_path):
    cards, path = tmp_path / "cards", tmp_path / "queries.csv"
    cards.mkdir()
    card = {"id": "card-01", "title": "Kết quả chỉ số PAPI năm 2021", "facts": ["Tỉnh đạt 39.89 điểm"]}
    (cards / "card-01.json").write_text(json.dumps(card), encoding="utf-8")
    path.write_text("query,expected_id\npapi 2021,card-01\n", encoding="utf-8")
    output = io.StringIO()
    call_command("search_quality", path, cards=cards, stdout=output)
    assert "1 cards" in output.getvalue() and "1 of 1 in the first 3" in output.getvalue()
    assert not ArticlePage.objects.filter(import_id="card-01").exists()
    (cards / "card-02.json").write_text('{"facts": []}', encoding="utf-8")
    with pytest.raises(CommandError, match="without id or title"):
        call_command("search_quality", path, cards=cards)


def test_the_list_says_what_it_left_out_and_what_is_meant_and_keeps_the_words_in_vain(client, names):
    text = client.get("/thu-tuc-hanh-chinh/", {"q": "đăng ký kết hôn xyzzy"}).content.decode()
    assert "Không tìm thấy: xyzzy." in text
    assert 'data-in-vain="đăng ký kết hôn xyzzy"' in text
    text = client.get("/thu-tuc-hanh-chinh/", {"q": "ddawng kys keets hoon"}).content.decode()
    assert "Có phải bạn tìm:" in text and ">đăng ký kết hôn</a>?" in text
    text = client.get("/thu-tuc-hanh-chinh/", {"q": "đăng ký kết hôn"}).content.decode()
    assert "Có phải bạn tìm:" not in text and "Không tìm thấy" not in text
    for words in ("đăng ký kết hôn xyzzy", "đăng ký kết hôn", "asdf qwer"):
        client.post("/thu-tuc-hanh-chinh/tim-khong-thay/", {"q": words}, HTTP_SEC_FETCH_SITE="same-origin")
    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"xyzzy", "asdf qwer"}
