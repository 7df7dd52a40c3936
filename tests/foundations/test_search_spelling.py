"""Strangely typed words, and how a query is mended by the words of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundations.searching.joint_reading import read_jointly
from foundations.searching.spelling import find_spellings, get_sound, remove_telex, remove_vni
from foundations.searching.synonyms import Synonyms
from foundations.searching.titles import IndexedTitle, TitleIndex, choose_best
from foundations.vietnamese.folding import fold, fold_into_words
from foundations.vietnamese.syllables import is_plain_syllable

NAMES = [
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký kết hôn có yếu tố nước ngoài",
    "Cấp lại giấy phép lái xe",
    "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
    "Gia hạn tạm trú",
    "Gia hạn giấy phép khai thác",
    "Gia hạn nộp thuế",
    "Gia hạn thời gian học tập",
    "Cấp bản sao trích lục hộ tịch",
    "Đăng ký thường trú",
    "Chứng thực chữ ký",
    "Tách hộ",
]
INDEX = TitleIndex(IndexedTitle(number, name) for number, name in enumerate(NAMES))


def read(text, *rows):
    return read_jointly(text, Synonyms(rows), [INDEX])


def first(text, *rows):
    asked = read(text, *rows)
    hits = choose_best(INDEX.rank(asked.ideas, text))
    return NAMES[hits[0].key] if hits else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng", "dang"),
        ("dangd", "dang"),
        ("kys", "ki"),
        ("keets", "ket"),
        ("kete", "ket"),
        ("hoon", "hon"),
        ("hono", "hon"),
        ("dduwowngf", "duong"),
        ("nhwngx", "nhung"),
        ("nguowif", "nguoi"),
        ("quyeenf", "quyen"),
        ("giaays", "giay"),
    ],
)
def test_telex_without_an_input_method_is_read(typed, meant):
    assert remove_telex(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("d9a8ng", "dang"), ("nghie6p5", "nghiep"), ("tro75", "tro"), ("ke6t1", "ket")]
)
def test_vni_without_an_input_method_is_read(typed, meant):
    assert remove_vni(typed) == meant


def test_what_only_looks_like_vni_stays():
    assert remove_vni("2021") == "2021"
    assert remove_vni("3") == "3"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fep", "phep"),
        ("tack", "tach"),
        ("thuk", "thuc"),
        ("zay", "giay"),
        ("jay", "giay"),
        ("ngiep", "nghiep"),
        ("kap", "cap"),
    ],
)
def test_spellings_of_chats_are_among_those_that_a_word_may_have(typed, meant):
    assert meant in find_spellings(typed)


@given(st.text(max_size=30))
def test_only_syllables_are_proposed_and_any_text_has_a_sound(text):
    for word in fold(text).split():
        assert all(is_plain_syllable(each) and each != word for each in find_spellings(word))
        assert get_sound(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sinh", "xinh"), ("tra", "cha"), ("gia", "ra"), ("nam", "lam"), ("ban", "bang"), ("cuoc", "cuot")],
)
def test_words_that_are_confused_sound_alike(one, other):
    assert get_sound(one) == get_sound(other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ddawng kys khai sinh", NAMES[0]),
        ("d9a8ng ky1 khai sinh", NAMES[0]),
        ("dangkykhaisinh", NAMES[0]),
        ("dang ki khaixinh", NAMES[0]),
        ("đăng k ý thu ong tru", NAMES[9]),
        ("gi ấy ph ép lái xe", NAMES[2]),
        ("giấy fép lái xe", NAMES[2]),
        ("bảng sao văn bằng", NAMES[3]),
        ("ra hạn tạm trú", NAMES[4]),
        ("chug thuc chu kyys", NAMES[10]),
        ("táck hộ", NAMES[11]),
        ("dangkykethoncoyeutonuocngoai", NAMES[1]),
    ],
)
def test_a_mistyped_query_finds_its_title(typed, name):
    assert first(typed) == name


def test_the_query_is_given_back_as_it_was_read():
    assert read("ddawng kys keets hoon").corrected == "đăng ký kết hôn"
    assert read("khaisinh").corrected == "khai sinh"
    assert read("đăng ký khai sinh").corrected == ""


def test_what_nothing_knows_is_named_as_it_was_typed_and_empties_nothing():
    asked = read("Đăng ký khai sinh blablablu")
    assert asked.find_written(asked.unknown) == ["blablablu"]
    assert first("Đăng ký khai sinh blablablu") == NAMES[0]


def test_a_word_of_chats_that_says_nothing_is_told_if_it_is_no_short_one():
    rows = [("giùm", "giúp", False, "vung-mien"), ("ko", "không", False, "nhan-tin")]
    assert read("khai sinh giùm ko", *rows).unread == ["giùm"]


@pytest.mark.parametrize("typed", ["asdf qwer", "zxcv bnm", "lkjh", "blablabla foo", "qwertyuiop", "???", ""])
def test_nonsense_finds_nothing_and_is_given_back(typed):
    asked = read(typed)
    assert INDEX.rank(asked.ideas, typed) == []
    assert asked.find_written(asked.unknown) == typed.replace("?", "").split()


@given(st.lists(st.text(max_size=40), max_size=20))
def test_many_texts_are_folded_at_once_as_one_by_one(texts):
    assert list(fold_into_words(texts)) == [fold(text.replace("\n", " ")).split() for text in texts]
