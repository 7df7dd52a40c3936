"""What a query means: a ranking, a document, a unit, a life event; what is left out; and whatever else is typed."""

import datetime
import sys
import time

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from foundations.legal_documents.models import LegalDocument
from foundations.units.models import Succession
from procedures.models import LifeEvent
from rankings.models import Row
from site_search.kinds import DOCUMENT, LIFE_EVENT, PROFILE, RANKING, UNIT
from site_search.search import find, search
from tests.builders import a_procedure, a_unit, an_article
from tests.builders import column as column_page
from tests.rankings.ranking_builders import an_edition, an_index

pytestmark = pytest.mark.django_db


def test_a_word_that_nothing_knows_is_left_out_and_said(home):
    wanted = a_procedure(name="Thủ tục đăng ký khai sinh")
    found = find("làm giấy khai sinh blablablu")
    assert (found.answers[0].key, found.left_out) == (wanted.pk, ["blablablu"])
    assert find("khai sinh").left_out == []


def test_a_word_that_only_texts_have_is_not_left_out(home):
    wanted = a_procedure(name="Thủ tục đăng ký khai sinh", steps="Nộp kèm giấy quyrắcxô.")
    found = find("khai sinh quyrắcxô")
    assert (found.answers[0].key, found.left_out) == (wanted.pk, [])


def test_a_telling_word_in_a_text_finds_it_even_beside_nonsense(home):
    wanted = a_procedure(name="Việc khác", steps="Nộp kèm giấy quyrắcxô.")
    assert [answer.key for answer in find("quyrắcxô hjklqw").answers] == [wanted.pk]


def test_nonsense_finds_nothing_and_says_so(client, home):
    a_procedure(name="Thủ tục đăng ký khai sinh")
    found = find("asdf qwer")
    assert (found.answers, found.left_out, found.corrected) == ([], ["asdf", "qwer"], "")


def test_a_procedure_of_that_name_comes_before_articles_about_it(home):
    column = column_page()
    for number in range(5):
        an_article(column, title=f"Hướng dẫn đăng ký khai sinh trực tuyến {number}", lead="Đăng ký khai sinh")
    wanted = a_procedure(name="Thủ tục đăng ký khai sinh")
    assert search("dang ky khai sinh")[0].key == wanted.pk


def test_a_units_name_leads_to_the_unit_of_today(client, home):
    old = a_unit("Sở Lao động tỉnh Kon Tum", valid_to=datetime.date(2025, 2, 28))
    between = a_unit(
        "Sở Nội vụ tỉnh Kon Tum", valid_from=datetime.date(2025, 3, 1), valid_to=datetime.date(2025, 6, 30)
    )
    today = a_unit("Sở Nội vụ tỉnh Quảng Ngãi", slug="nay", valid_from=datetime.date(2025, 7, 1))
    Succession.objects.create(
        predecessor=old, successor=between, kind="merge", date=between.valid_from, legal_basis="x"
    )
    Succession.objects.create(
        predecessor=between, successor=today, kind="merge", date=today.valid_from, legal_basis="x"
    )
    a_procedure(name="Danh mục thủ tục của Sở Nội vụ")
    for words in ["sở nội vụ", "Sở Nội vụ tỉnh Quảng Ngãi", "so lao dong tinh kon tum"]:
        first = find(words).answers[0]
        assert (first.kind, first.key) == (UNIT, today.pk), words
    assert old.pk in [answer.key for answer in find("so lao dong tinh kon tum").answers if answer.kind == UNIT]


def test_a_documents_number_leads_to_the_document(home):
    document = LegalDocument(number="168/2025/NĐ-CP", kind="nghi-dinh", issued_on=datetime.date(2025, 6, 30))
    document.agency, document.abstract = "Chính phủ", "Về đăng ký doanh nghiệp"
    document.save()
    a_procedure(name="Đăng ký doanh nghiệp theo Nghị định 168/2025/NĐ-CP")
    for words in ["168/2025/NĐ-CP", "nghị định 168/2025", "168/2025/nd-cp"]:
        first = find(words).answers[0]
        assert (first.kind, first.key) == (DOCUMENT, document.pk), words


def test_a_life_event_leads_to_its_page(client, home):
    event = LifeEvent.objects.create(title="Sinh con", slug="sinh-con-o-day")
    a_procedure(name="Thủ tục đăng ký khai sinh")
    first = find("sinh con").answers[0]
    assert (first.kind, first.key) == (LIFE_EVENT, event.pk)
    assert "su-kien=sinh-con-o-day" in client.get("/tim-kiem/", {"q": "sinh con"}).content.decode()


def test_an_index_and_a_unit_lead_to_the_profile_and_the_latest_edition(client, home):
    unit, other = a_unit("Tỉnh Kon Tum", short_name="Kon Tum"), a_unit("Tỉnh Gia Lai", short_name="Gia Lai")
    editions = {year: an_edition(an_index("papi"), year=year) for year in (2021, 2022, 2023)}
    for year, units in ((2021, [unit, other]), (2022, [unit, other]), (2023, [other])):
        for each in units:
            Row.objects.create(edition=editions[year], unit=each, name=each.name, score_text="40")
    an_article(column_page(), title="PAPI: Kon Tum tăng hạng")
    for words, year in (("PAPI Kon Tum", 2022), ("papi kon tum 2021", 2021), ("chỉ số papi tỉnh Kon Tum", 2022)):
        found = [(each.kind, each.key) for each in find(words).answers[:2]]
        meant = [(PROFILE, unit.pk), (RANKING, editions[year].pk)]
        assert found == (meant[::-1] if str(year) in words else meant), words  # a year names an edition
    text = client.get("/tim-kiem/", {"q": "PAPI Kon Tum"}).content.decode()
    assert f"don-vi/{unit.slug}/" in text
    assert RANKING not in [each.kind for each in find("Kon Tum").answers[:1]]


HOSTILE = [
    "x" * 10_000,
    "khaisinh" * 1_250,
    "a " * 5_000,
    " ".join(f"tu{number}" for number in range(200)),
    '" AND OR NOT NEAR( * ^ : - + ( ) { } [ ]',
    '"' * 500,
    "khai\x00sinh\x00",
    "".join(chr(plane * 0x10000 + 0x41) for plane in range(17)),
    "khai \ud800 sinh",
    "a" + "\u0301" * 5_000,
    "1" * 10_000,
    "1." * 3_000,
    "37/" * 2_000,
    "37/QĐ-UBND " * 200,
    "'; DROP TABLE x; --",
    "%_" * 200,
    "\u202ekhai sinh",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_answered_at_once(home, typed):
    a_procedure(name="Thủ tục đăng ký khai sinh")
    an_article(column_page(), title="Đăng ký khai sinh")
    find("khai sinh")
    begun = time.process_time()
    find(typed)
    assert time.process_time() - begun < 0.2


CHARACTERS = st.characters(codec=None, max_codepoint=sys.maxunicode)


@hypothesis_settings(max_examples=40)
@given(text=st.text(CHARACTERS, max_size=60))
def test_any_text_is_answered(home, text):
    found = find(text)
    assert all(isinstance(word, str) for word in found.left_out)
