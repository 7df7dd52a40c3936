"""Documents cited by articles, rankings and procedures: links there, and who cites on the document's page."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from foundations.legal_documents.citing import MAX_SHOWN
from foundations.legal_documents.models import LegalDocument
from news.blocks import CitationBlock
from news.models import ArticlePage
from procedures.choices import Action
from site_project.models import StandardPage
from tests.builders import a_board_member, a_decision, a_document, a_procedure, an_article
from tests.rankings.ranking_builders import an_edition

pytestmark = pytest.mark.django_db
DAY = date(2022, 1, 24)


def citing_article(**value):
    value = {"number": "", "date": None, "agency": "", "title": "", "language": "", "link": "", **value}
    return an_article(body=json.dumps([{"type": "citation", "value": value}]))


def shown(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def document():
    return a_document("37/QĐ-UBND", issued_on=DAY)


def test_a_typed_citation_links_to_the_document_by_itself(client, home, document):
    article = citing_article(number="Số 37/QD-UBND", date="2022-01-24")
    assert f'href="{document.get_absolute_url()}">Số 37/QD-UBND</a>' in shown(client, article.url)
    assert article.url in shown(client, document.get_absolute_url())


def test_a_chosen_document_brings_its_facts(client, home, document):
    article = citing_article(document=document.pk)
    text = shown(client, article.url)
    assert document.get_absolute_url() in text
    assert document.abstract in text
    assert "24/01/2022" in text
    assert article.url in shown(client, document.get_absolute_url())


def test_a_number_of_another_day_or_of_several_documents_means_none(client, home, document):
    assert document.get_absolute_url() not in shown(client, citing_article(number="37/QĐ-UBND", date="2023-05-05").url)
    undated = citing_article(number="37/QĐ-UBND")
    assert document.get_absolute_url() in shown(client, undated.url)
    other = a_document("37/QĐ-UBND", issued_on=date(2023, 1, 20))
    text = shown(client, undated.url)
    assert document.get_absolute_url() not in text and other.get_absolute_url() not in text
    assert undated.url not in shown(client, document.get_absolute_url())


def test_only_what_readers_may_see_is_named(client, home, document):
    draft, private = (citing_article(number="37/QĐ-UBND", date="2022-01-24") for _each in range(2))
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = a_procedure(legal_bases=[{"title": "", "number": "37/QĐ-UBND"}], live=False)
    text = shown(client, document.get_absolute_url())
    for address in (draft.url, private.url, hidden.get_absolute_url()):
        assert address not in text


def test_a_citation_taken_out_at_the_next_publication_is_forgotten(client, home, document):
    article = ArticlePage.objects.get(pk=citing_article(number="37/QĐ-UBND").pk)
    assert article.url in shown(client, document.get_absolute_url())
    article.body = [("paragraph", "<p>Không dẫn văn bản nào.</p>")]
    article.save_revision().publish()
    assert article.url not in shown(client, document.get_absolute_url())


def test_an_editor_picks_a_document_by_its_number(client, home, document):
    a_document("60/2014/QH13", abstract="Luật Hộ tịch")
    client.force_login(a_board_member())
    answer = client.get("/quan-tri/snippets/choose/legal_documents/legaldocument/results/", {"q": "37 QD"})
    assert [found.pk for found in answer.context["results"]] == [document.pk]
    assert client.get("/quan-tri/redirects/").status_code == 200


def test_a_citation_needs_a_document_or_a_number(document):
    block = CitationBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"number": "", "title": "Không số"}))
    assert "Hãy chọn văn bản" in str(refused.value.block_errors["number"])
    assert block.clean(block.to_python({"document": document.pk}))["document"] == document


def test_an_edition_names_its_decision_by_a_link(client, home, document):
    edition = an_edition(decision_number="37/QĐ-UBND", decision_date=DAY)
    assert document.get_absolute_url() in shown(client, edition.url)
    assert edition.url in shown(client, document.get_absolute_url())


def test_a_procedure_links_its_legal_basis_and_says_when_it_is_over(client, home):
    law = a_document("60/2014/QH13", expires_on=date(2020, 1, 1), issued_on=date(2014, 11, 20))
    procedure = a_procedure(legal_bases=[{"title": "Luật Hộ tịch", "number": "60/2014/QH13"}])
    text = shown(client, procedure.get_absolute_url())
    assert law.get_absolute_url() in text
    assert "Hết hiệu lực toàn bộ" in text
    assert procedure.get_absolute_url() in shown(client, law.get_absolute_url())


def test_a_list_decision_and_its_document_lead_to_each_other(client, home):
    decision = a_decision([(a_procedure(), Action.NEW)])
    document = a_document(decision.number, issued_on=decision.issued_on)
    assert document.get_absolute_url() in shown(client, decision.get_absolute_url())
    assert decision.get_absolute_url() in shown(client, document.get_absolute_url())


def test_a_standard_page_links_what_it_cites(client, home, document):
    page = StandardPage(title="Giới thiệu", body=[("citation", {"number": "37/QĐ-UBND"})])
    home.add_child(instance=page)
    assert document.get_absolute_url() in shown(client, page.url)


def test_a_much_cited_document_names_the_first_and_counts_the_rest(client, home, document, monkeypatch):
    monkeypatch.setattr("procedures.citations.MAX_SHOWN", 2)
    for _each in range(3):
        a_procedure(legal_bases=[{"title": "", "number": "37/QĐ-UBND"}])
    text = shown(client, document.get_absolute_url())
    assert "(3)" in text and "và 1 mục khác" in text
    assert MAX_SHOWN == 50


def test_queries_do_not_grow_with_citations(client, home, document):
    counts = []
    for total in (1, 20):
        while LegalDocument.objects.count() < total:
            a_document(f"{LegalDocument.objects.count()}/2020/TT-BTP")
        numbers = list(LegalDocument.objects.values_list("number", flat=True))
        procedure = a_procedure(legal_bases=[{"title": "", "number": number} for number in numbers])
        article = an_article(body=json.dumps([{"type": "citation", "value": {"number": number}} for number in numbers]))
        counts.append([queries(client, each) for each in (procedure.get_absolute_url(), article.url)])
        counts[-1].append(queries(client, document.get_absolute_url()))
    assert counts[0] == counts[1]


def queries(client, address) -> int:
    client.get(address)  # what is kept for this version of the content is not part of the count
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
