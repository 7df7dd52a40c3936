"""Small lists and all choosers of the editors' interface find as the public search does."""

import datetime

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from feedback.models import CaseFile  # noqa: F401 (its app is loaded)
from foundations.legal_documents.models import LegalDocument
from foundations.searching.admin_lists import EngineViewSet
from foundations.searching.models import MissedSearch, Synonym
from foundations.units.models import Unit
from procedures import catalogue
from procedures.models import FieldOfActivity, LifeEvent, Procedure
from tests.builders import a_procedure, a_unit, an_administrator, an_article

pytestmark = pytest.mark.django_db
# Models whose rows are about persons keep lists of their own; what has no words of its own is not searched.
NOT_SEARCHED = {"FeedbackCase", "SentComment", "Membership", "ConsentText", "QuotaExemption"}
MADE = {
    Unit: lambda: a_unit("Sở Nông nghiệp và Môi trường"),
    LifeEvent: lambda: LifeEvent.objects.create(title="Đường sá, nông nghiệp và môi trường", slug="duong-sa"),
    FieldOfActivity: lambda: FieldOfActivity.objects.create(name="Nông nghiệp, môi trường", slug="nong-nghiep"),
    Procedure: lambda: a_procedure(code="1.000777", name="Hỗ trợ nông nghiệp và môi trường"),
    MissedSearch: lambda: MissedSearch.objects.create(words="nông nghiệp môi trường", last_on="2026-11-01"),
    Synonym: lambda: Synonym.objects.create(typed="nông nghiệp sạch", meant="môi trường"),
    LegalDocument: lambda: LegalDocument.objects.create(
        number="9/QĐ-UBND",
        kind="quyet-dinh",
        issued_on=datetime.date(2026, 1, 2),
        agency="UBND tỉnh",
        abstract="Kế hoạch nông nghiệp và môi trường",
    ),
}


@pytest.fixture
def administrator(client, home):
    catalogue.forget()
    client.force_login(an_administrator())
    return client


def listed(client, model, words):
    answer = client.get(reverse(model.snippet_viewset.get_url_name("list")), {"q": words})
    assert answer.status_code == 200
    return list(answer.context["object_list"])


def chosen_from(client, model, words):
    name = model.snippet_viewset.chooser_viewset.get_url_name("choose_results")
    answer = client.get(reverse(name), {"q": words})
    assert answer.status_code == 200
    return list(answer.context["results"])


def test_every_snippet_is_searched_by_the_engine_or_named_here():
    others = {each.__name__ for each in get_snippet_models() if not isinstance(each.snippet_viewset, EngineViewSet)}
    assert others == NOT_SEARCHED


@pytest.mark.parametrize("find", [listed, chosen_from])
@pytest.mark.parametrize("model", MADE)
@pytest.mark.parametrize("words", ["NONG NGHIEP", "môi trường", "nông ngiệp", "nong nghiepj"])
def test_rows_are_found_without_accents_and_with_a_slip(administrator, model, find, words):
    made = MADE[model]()
    assert made in find(administrator, model, words)


@pytest.mark.parametrize("find", [listed, chosen_from])
@pytest.mark.parametrize("model", MADE)
@pytest.mark.parametrize("words", ["%", '"', "x" * 3000, "đặng " * 400, "asdf qwer"])
def test_nothing_that_is_typed_is_a_fault(administrator, model, find, words):
    MADE[model]()
    find(administrator, model, words)


def test_a_procedure_is_chosen_by_the_words_of_the_people_the_best_first(administrator):
    named = a_procedure(code="1.000001", name="Cấp lại giấy phép lái xe")
    a_procedure(code="1.000002", name="A nộp kèm", steps="Cấp lại giấy phép lái xe trước.")
    draft = a_procedure(code="1.000003", name="Bản nháp giấy phép lái xe", live=False)
    Synonym.objects.get_or_create(typed="bằng cầm tay", meant="giấy phép lái xe")
    assert chosen_from(administrator, Procedure, "bang cam tay")[0] == named
    found = chosen_from(administrator, Procedure, "giấy phép lái xe")
    assert found[0] == named and draft in found
    assert chosen_from(administrator, Procedure, "1.000003") == [draft]


def test_a_list_that_is_sorted_by_hand_stays_sorted(administrator):
    for number, title in enumerate(["Nông nghiệp", "Hỗ trợ nông nghiệp sạch"]):
        LifeEvent.objects.create(title=title, slug=f"su-kien-{number}")
    address = reverse(LifeEvent.snippet_viewset.get_url_name("list"))
    for order, first in [("title", "Hỗ trợ nông nghiệp sạch"), ("-title", "Nông nghiệp")]:
        found = administrator.get(address, {"q": "nông ngiệp", "ordering": order}).context["object_list"]
        assert next(each.title for each in found) == first
    assert next(each.title for each in listed(administrator, LifeEvent, "nông ngiệp")) == "Nông nghiệp"


def test_a_chooser_costs_the_same_with_many_rows(administrator, django_assert_max_num_queries):
    for number in range(60):
        a_unit(f"Phường Đặng {number}")
    chosen_from(administrator, Unit, "dang")
    with django_assert_max_num_queries(12):
        assert len(chosen_from(administrator, Unit, "dang")) == 10


def found_pages(client, words):
    return [page.title for page in client.get("/quan-tri/pages/search/", {"q": words}).context["pages"]]


def test_pages_are_found_by_abbreviations_and_with_a_slip_and_unfinished_words_are_no_slips(administrator):
    an_article(title="Đẩy mạnh thủ tục hành chính trực tuyến")
    an_article(title="Tọa đàm về nông nghiệp sạch")
    Synonym.objects.get_or_create(typed="TTHC", meant="thủ tục hành chính", both_ways=True)
    assert found_pages(administrator, "day manh TTHC") == ["Đẩy mạnh thủ tục hành chính trực tuyến"]
    for words in ("toa dam nong ngiep", "nông nghiệp sạch", "nong nghie", "tọa đàm n"):
        assert found_pages(administrator, words) == ["Tọa đàm về nông nghiệp sạch"], words
    assert found_pages(administrator, "asdf qwer") == []
