"""Vietnamese spelling: folding, slugs, normalisation, dictionary order, numbers and dates."""

import datetime
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.template import Context, Template
from django.test.utils import isolate_apps
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.folding import fold, get_tone_spellings, to_nfc
from foundations.vietnamese.latin_letters import PLAIN_LETTERS
from foundations.vietnamese.normalisation import NormalisedTextMixin, make_one_line, normalise_lines, normalise_lines_in
from foundations.vietnamese.slugs import VietnameseSlugInput, slugify
from foundations.vietnamese.templatetags.vietnamese import full_date, grouped

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = (
    "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "bcdđghklmnpqrstvx"
)
vietnamese_text = st.text(LETTERS + LETTERS.upper() + " 0123456789/-.,\"'\u00a0", max_size=120)
any_text = st.text(max_size=200)

FOLDED = [
    ("37/QĐ-UBND", "37 qd ubnd"),
    ("Đăk Tơ Lung", "dak to lung"),
    ("Đắk Pơ Kâng", "dak po kang"),
    ("Kon Rẫy", "kon ray"),
    ("tóm tắt, xuất sắc; đoàn", "tom tat xuat sac doan"),
    ("KẾ HOẠCH cải cách ./.", "ke hoach cai cach"),
    ("một\u00a0cửa \t liên\nthông", "mot cua lien thong"),
    ("hành\u200b chí\u00adnh", "hanh chinh"),
    ("ÐỒNG BỘ", "dong bo"),  # Icelandic Ð, from an old office font
    ("Dạy tiếng Ƀahnar ở ƀuôn, Ƀuôn Đôn", "day tieng bahnar o buon buon don"),
    ("Ŏ ơ̆ ŭ ư̆ ĭ ê̆ č ñ ŏ̂ ĕ", "o o u u i e c n o e"),  # Bahnar, Jarai, Ê Đê, Mnông, Xơ Đăng
    ("Ølgaard, Łódź, Straße, Ærø, Þór, coŀlecció, ħŧıœ", "olgaard lodz strasse aero thor colleccio htioe"),
    ("\x00", ""),
    ("", ""),
]
SLUGS = [
    ("Đẩy mạnh cải cách, phường Thống Nhất", "day-manh-cai-cach-phuong-thong-nhat"),
    ("37/QĐ-UBND", "37-qd-ubnd"),
    ("  «Một cửa» — liên thông!./.", "mot-cua-lien-thong"),
    ("Xã Đăk Tơ Lung (huyện Kon Rẫy)", "xa-dak-to-lung-huyen-kon-ray"),
    ("Chỉ số PAR INDEX 2023: 87,97%", "chi-so-par-index-2023-87-97"),
    ("…", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_text_folds_to_ascii_words(text, expected):
    assert fold(text) == expected


LATIN = [chr(code) for code in range(0xAA, 0x1E000) if "LATIN" in unicodedata.name(chr(code), "")]
NO_SOUND = "ƄƅƍƪƾǀǁǂǃɁɂ"  # clicks, stops and tone letters of linguists


def test_every_latin_letter_of_any_language_is_a_plain_one():
    words = [letter for letter in LATIN if letter.isalpha() and (letter < "\u0250" or "\u1e00" <= letter < "\u1f00")]
    lost = [
        letter
        for letter in words
        if letter not in NO_SOUND and not re.fullmatch("x ?[a-z0-9]+ ?y", fold(f"x{letter}y"))
    ]
    assert len(words) > 600 and not lost


def test_the_editors_script_knows_the_same_letters():
    written = Path("foundations/vietnamese/static/vietnamese/slug.js").read_text(encoding="utf-8")
    table = written.partition("PLAIN_LETTERS = {")[2].partition("};")[0]
    assert dict(re.findall(r"(\w+): '(\w+)'", table)) == PLAIN_LETTERS


def test_the_barred_b_is_spelled_and_sorted_as_the_b_that_readers_type():
    assert get_tone_spellings("ƀuôn") == get_tone_spellings("buôn") == ["buo6n"]
    names = ["Buôn", "Ƀuôn", "Cư"]
    assert (
        sorted(["Cư", "Ƀuôn", "Buôn"], key=make_collation_key) == names
        and len(set(map(make_collation_key, names))) == 3
    )


@given(any_text)
def test_folding_is_idempotent_and_gives_words_with_single_blanks(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", folded)


@given(any_text)
def test_folding_and_spelling_are_equal_for_composed_and_decomposed_text(text):
    composed, decomposed = to_nfc(text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed) == fold(text)
    assert get_tone_spellings(composed) == get_tone_spellings(decomposed)


@pytest.mark.parametrize(("old", "new"), [("hoà", "hòa"), ("thuý", "thúy"), ("hóa", "hoá"), ("khoẻ", "khỏe")])
def test_the_two_ways_to_place_a_tone_are_one_spelling(old, new):
    assert get_tone_spellings(old) == get_tone_spellings(new) != []
    assert slugify(old) == slugify(new)
    assert make_collation_key(old) == make_collation_key(new)


def test_spellings_keep_accents_apart_and_leave_plain_words_out():
    assert get_tone_spellings("Cải cách việc, đoàn 37 UBND") == ["cai3", "cach1", "vie6c5", "d9oan2"]
    assert (
        len({spelling for word in ["ma", "má", "mà", "mả", "mã", "mạ"] for spelling in get_tone_spellings(word)}) == 5
    )
    assert get_tone_spellings("cai cach hanh chinh 2969") == []


@pytest.mark.parametrize(("title", "expected"), SLUGS)
def test_a_title_gives_its_slug(title, expected):
    assert slugify(title) == expected


@given(vietnamese_text, st.integers(1, 60))
def test_a_slug_is_a_url_word_within_its_length_cut_between_words(text, max_length):
    slug, whole = slugify(text, max_length), slugify(text, 10_000)
    assert len(slug) <= max_length
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert whole.startswith(slug)
    if "-" in slug:
        assert whole.split("-")[: slug.count("-") + 1] == slug.split("-")
    assert bool(slug) == bool(whole)


@pytest.fixture
def standard_page_model(db):
    return apps.get_model("site_project", "StandardPage")


def add_page(page):
    return Page.get_first_root_node().add_child(instance=page)


def test_a_page_without_a_slug_gets_one_of_its_title_unlike_its_siblings(standard_page_model):
    pages = [add_page(standard_page_model(title="Đẩy mạnh cải cách", live=live)) for live in (True, False, True)]
    assert [page.slug for page in pages] == ["day-manh-cai-cach", "day-manh-cai-cach-2", "day-manh-cai-cach-3"]


def test_a_slug_that_was_given_stays(standard_page_model):
    assert add_page(standard_page_model(title="Giới thiệu", slug="gioi-thieu-chung")).slug == "gioi-thieu-chung"


def test_a_second_page_of_the_longest_title_still_fits(standard_page_model):
    title = ("đường " * 60)[:254] + "x"
    slugs = {add_page(standard_page_model(title=title)).slug for _ in range(2)}
    assert len(slugs) == 2 and max(map(len, slugs)) <= 255


def test_a_title_without_a_letter_is_an_error_of_the_slug(standard_page_model):
    with pytest.raises(ValidationError, match="slug"):
        add_page(standard_page_model(title="…"))


def test_every_slug_field_of_the_editor_has_our_widget(standard_page_model):
    form = standard_page_model.get_edit_handler().get_form_class()
    assert isinstance(form.base_fields["slug"].widget, VietnameseSlugInput)


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("Nguye\u0302\u0303n\u00a0 Hue\u0323\u0302 ", "Nguyễn Huệ", "Nguyễn  Huệ "),
        ("một\tcửa\r\nliên thông", "một cửa liên thông", "một\tcửa\nliên thông"),
        ("\ufeffhà\u200bnh\u00ad chí\x00nh\x07", "hành chính", "hành chính"),
        ("a\u2028b\x85c\x0bd", "a b cd", "a\nb\ncd"),
    ],
)
def test_text_is_normalised_on_one_line_or_with_its_lines(text, line, lines):
    assert make_one_line(text) == line
    assert normalise_lines(text) == lines


@given(any_text)
def test_normalising_twice_changes_nothing_more(text):
    assert make_one_line(make_one_line(text)) == make_one_line(text)
    assert normalise_lines(normalise_lines(text)) == normalise_lines(text)
    assert fold(make_one_line(text)) == fold(normalise_lines(text))


def test_json_that_is_normalised_already_comes_back_as_it_is():
    value = [{"type": "table", "value": {"rows": [["một", 1, None]]}, "id": "x"}]
    assert normalise_lines_in(value) is value
    assert normalise_lines_in([{"a": ["một\u00a0cửa", 2]}]) == [{"a": ["một cửa", 2]}]


@isolate_apps("foundations.vietnamese")
def test_a_model_is_normalised_before_it_is_validated():
    struct = blocks.StructBlock([("name", blocks.CharBlock()), ("steps", blocks.ListBlock(blocks.TextBlock()))])

    class Note(NormalisedTextMixin, models.Model):
        name = models.CharField(max_length=8)
        lead = models.TextField(blank=True)
        text = RichTextField(blank=True)
        body = StreamField([("item", struct), ("text", blocks.RichTextBlock())], blank=True)

        class Meta:
            app_label = "vietnamese"

        def __str__(self):
            return self.name

    item = {"type": "item", "value": {"name": "Tho\u0302\u0301ng\u00a0Nhất", "steps": ["b\x00ước"]}, "id": "one"}
    note = Note(name=" Tho\u0302\u0301ng  ", lead="a\u00a0b\r\nc", text="<p>ca\u0309i</p>", body=[])
    note.body = Note._meta.get_field("body").to_python([item, {"type": "text", "value": "<p>đủ</p>", "id": "two"}])
    note.full_clean(exclude=["id"])
    assert (note.name, note.lead, note.text) == ("Thống", "a b\nc", "<p>cải</p>")
    assert note.body[0].value["name"] == "Thống Nhất"
    assert list(note.body[0].value["steps"]) == ["bước"]
    assert [child.id for child in note.body] == ["one", "two"]
    body = note.body
    note.full_clean()
    assert note.body is body


@pytest.mark.parametrize("live", [True, False])
def test_a_page_and_its_revision_are_normalised(standard_page_model, live):
    page = add_page(standard_page_model(title="Kế\u00a0hoa\u0323ch  mới", live=live))
    assert page.title == "Kế hoạch mới"
    page.title = "Ba\u0301o cáo\u200b"
    assert page.save_revision().as_object().title == "Báo cáo"


@pytest.mark.parametrize(
    "ordered",
    [
        "a, ă, â, b, c, d, đ, e, ê, f, g, h, i, j, k, l, m, n, o, ô, ơ, p, q, r, s, t, u, ư, v, w, x, y, z",
        "ba, ba-lô, bà, bả, bã, bá, bạ, ban, băng, bâng, da, dạ, đa",
        "Ba Tơ, Ba Vì, Bà Nà, Đăk Hà, Đăk Tô, Đắk Pxi, Khu 2, Khu 10, Khu phố 1, Ya Ly",
    ],
)
def test_words_and_names_stand_in_the_order_of_a_dictionary(ordered):
    keys = [make_collation_key(name) for name in ordered.split(", ")]
    assert keys == sorted(set(keys))


def test_case_blanks_and_unicode_form_make_no_difference_to_the_order():
    assert (
        make_collation_key("ĐĂK HÀ")
        == make_collation_key("Đăk  Hà")
        == make_collation_key(unicodedata.normalize("NFD", "đăk hà"))
    )


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_are_ordered_by_value(one, other):
    assert (make_collation_key(f"Khu {one}") < make_collation_key(f"Khu {other}")) == (one < other)


@given(any_text | vietnamese_text)
def test_a_key_is_ascii_of_bounded_length_and_no_pair_of_letters(text):
    key = make_collation_key(text)
    assert re.fullmatch("[0-9a-z]*", key)
    assert not re.search("[a-z]{2}", key)
    assert len(key) <= 3 * len(to_nfc(text)) + 1


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("day", "moment"), [("06/09/2021", "06/09/2021 13:52"), ("2021-09-06", "2021-09-06 13:52")])
def test_the_day_is_read_before_the_month(language, day, moment):
    with translation.override(language):
        assert forms.DateField().clean(day) == datetime.date(2021, 9, 6)
        assert f"{forms.DateTimeField().clean(moment):%d/%m %H:%M}" == "06/09 13:52"


def test_dates_and_numbers_are_written_as_in_vietnam_and_years_without_a_dot():
    template = Template(
        "{% load vietnamese %}{{ day }} | {{ moment }} | {{ day.year }} | {{ n|grouped }} | {{ score }}"
    )
    moment = datetime.datetime(2021, 9, 16, 13, 52)
    with translation.override("vi"):
        text = template.render(Context({"day": moment.date(), "moment": moment, "n": 69534, "score": Decimal("92.44")}))
    assert text == "16/09/2021 | 13:52 16/09/2021 | 2021 | 69.534 | 92,44"


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [(69534, "69.534", "69,534"), (0, "0", "0"), (None, "", ""), (Decimal("1092.440"), "1.092,440", "1,092.440")],
)
def test_thousands_stand_apart(number, vi, en):
    for language, expected in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert grouped(number) == expected


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (datetime.date(2024, 6, 18), "Thứ Ba, ngày 18/06/2024", "Tuesday, 18 June 2024"),
        (
            datetime.datetime(2024, 6, 15, 17, 30, tzinfo=datetime.UTC),
            "Chủ nhật, ngày 16/06/2024",
            "Sunday, 16 June 2024",
        ),
        (None, "", ""),
    ],
)
def test_a_full_date_has_its_weekday_in_local_time(day, vi, en):
    for language, expected in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert full_date(day) == expected
