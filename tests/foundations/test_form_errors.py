"""What a refused form says: in Vietnamese, by the field's name, with a link to it; in every form of the editors."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.models import Page, Site
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from foundations.editors_interface.form_errors import MAX_LISTED, FormError, find_block_errors, list_form_errors
from news.blocks import TableBlock
from tests.browser.admin_words import ENGLISH, NAMES, TAG
from tests.builders import a_desk, a_document, a_procedure, a_unit, an_administrator, an_article, an_editor
from tests.foundations.wrong_forms import EMPTY, WRONG, fill_form
from tests.news.test_editing import add_address, article_form, edit_address

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
LEAST_REFUSED = 60  # forms; each is sent empty and sent wrong


@pytest.fixture
def desk(home):
    return a_desk(a_unit())


@pytest.fixture
def administrator(client, home):
    client.force_login(an_administrator())
    return client


def page_forms() -> list[str]:
    """The form of each kind of page that there is, and of a new one below each kind of parent."""
    addresses = {}
    for page in Page.objects.filter(depth__gt=1).specific():
        addresses.setdefault(type(page), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for model in type(page).allowed_subpage_models():
            if model.can_create_at(page):
                label = (model._meta.app_label, model._meta.model_name)
                addresses.setdefault((type(page), label), reverse("wagtailadmin_pages:add", args=[*label, page.pk]))
    return list(addresses.values())


def snippet_forms() -> list[str]:
    addresses = []
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        if getattr(viewset, "add_view_enabled", True):
            addresses.append(reverse(viewset.get_url_name("add")))
        if thing := model._default_manager.first():
            addresses.append(reverse(viewset.get_url_name("edit"), args=[thing.pk]))
    return addresses


def setting_forms() -> list[str]:
    site = Site.objects.get().pk
    names = [(model._meta.app_label, model._meta.model_name) for model in settings_registry]
    return [reverse("wagtailsettings:edit", args=[*name, site]) for name in names]


def list_refusals(client, address: str) -> dict:
    """The answers to the form of that address, sent empty and sent wrong; none where it is no form or is taken."""
    opened = client.get(address, follow=True)
    if opened.status_code != 200 or "form" not in opened.context:
        return {}
    address = opened.redirect_chain[-1][0] if opened.redirect_chain else address
    answers = {
        (address, how): client.post(address, {**fill_form(opened.context["form"], how), "action-publish": "1"})
        for how in (EMPTY, WRONG)
    }
    return {
        at: answer
        for at, answer in answers.items()
        if answer.status_code == 200 and list_form_errors(answer.context["form"])
    }


def message_of(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def is_english(text: str) -> bool:
    return bool(ENGLISH.search(NAMES.sub("", TAG.sub(" ", text))))


def test_no_form_of_the_editors_is_refused_in_english_or_without_the_fields_names(administrator, desk):
    an_article(desk)
    a_document()
    a_procedure()
    answers = {}
    for address in [*page_forms(), *snippet_forms(), *setting_forms()]:
        answers |= list_refusals(administrator, address)
    assert len(answers) >= LEAST_REFUSED
    for at, answer in answers.items():
        errors, said = list_form_errors(answer.context["form"]), message_of(answer)
        assert [text for error in errors for text in error[:2] if is_english(text)] == [], at
        assert not is_english(said), (at, said)
        assert said.count("data-form-error") == min(len(errors), MAX_LISTED), at


def citation(**fields):
    names = ("document", "number", "date", "agency", "title", "language", "link")
    return ("citation", {**dict.fromkeys(names, ""), **fields})


def test_an_empty_citation_is_named_with_a_link_to_its_field(client, desk):
    client.force_login(an_editor(desk))
    body = streamfield([("paragraph", rich_text("<p>Chữ.</p>")), citation()])
    said = message_of(client.post(add_address(desk), article_form(body=body, action="action-submit")))
    assert (
        re.sub(r"\s+", " ", TAG.sub("", said))
        .strip()
        .endswith(
            "Nội dung › Khối 2, Dẫn văn bản › Số, ký hiệu: Hãy chọn văn bản trong danh sách hoặc ghi số, ký hiệu."
        )
    )
    assert 'href="#body-1-value-number" data-form-error' in said


def test_an_empty_block_does_not_keep_a_draft_from_being_saved(client, desk):
    client.force_login(an_editor(desk))
    body = streamfield([("paragraph", rich_text("<p></p>")), citation()])
    assert client.post(add_address(desk), article_form(body=body)).status_code == 302


def test_an_empty_paragraph_is_named_at_its_place(client, desk):
    client.force_login(an_editor(desk))
    body = streamfield([("paragraph", rich_text("<p>Chữ.</p>")), ("paragraph", rich_text("<p> </p>"))])
    answer = client.post(add_address(desk), article_form(body=body, action="action-submit"))
    [error] = list_form_errors(answer.context["form"])
    assert (error.place, error.anchor) == ("Nội dung › Khối 2, Đoạn văn", "body-1-value")


def test_a_fault_in_a_block_keeps_its_name_beside_one_of_the_whole_form(client, desk):
    """Where the form as a whole is refused, Wagtail lists the fields itself: a body as "Validation error"."""
    article = an_article(desk)
    client.force_login(an_administrator())
    stale = {"loaded_revision_id": "999999", "loaded_revision_created_at": ""}
    body = streamfield([citation(date="31/02/2026")])
    said = message_of(
        client.post(edit_address(article), article_form(body=body, slug=article.slug, action="action-publish") | stale)
    )
    assert "Khối 1, Dẫn văn bản › Ngày ban hành" in said
    assert "Nội dung bạn nhập vẫn còn" in said
    assert not is_english(said)


def test_rows_and_cells_are_named(client, desk):
    client.force_login(an_administrator())
    authors = inline_formset([{"name": "Lê Thu", "ORDER": 1}, {"name": "", "ORDER": 2}])
    data = article_form(action="action-submit") | nested_form_data({"authors": authors})
    [error] = list_form_errors(client.post(add_address(desk), data).context["form"])
    assert (error.place, error.anchor) == ("Tác giả 2 › Họ tên hoặc bút danh", "id_authors-1-name")


def test_a_table_names_the_cell():
    block = TableBlock().child_blocks["table"]
    column = {"block": block.child_blocks["text"], "heading": "Điểm"}
    table = type("Table", (), {"columns": [column], "row_data": [{"values": [""]}]})()
    wrong = TypedTableBlockValidationError(cell_errors={0: {0: ValidationError("Sai.")}})
    [error] = find_block_errors(wrong, block, table, FormError("Bảng", "", "body-0-value-table"))
    assert error == FormError("Bảng › Dòng 1, cột Điểm", "Sai.", "body-0-value-table-cell-0-0")
