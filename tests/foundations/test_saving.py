"""Saving: nobody is refused because of herself; another person's change is warned of, and which fields it changed."""

import pytest
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import inline_formset

from foundations.editing.forms import EditedFormMixin
from foundations.legal_documents.models import LegalDocument
from news.forms import ArticleForm
from news.models import ArticlePage
from procedures.models import Procedure
from tests.builders import a_board_member, a_desk, a_document, a_procedure, a_unit, an_editor
from tests.foundations.open_forms import OpenForm
from tests.news.test_editing import add_address, article_form, edit_address, newest_title, write
from tests.procedures.test_import_runs import import_contents

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
SENT_OR_SAVED = ("", "action-submit")


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def article(client, desk):
    return write(client, an_editor(desk), desk, title="Bản đầu")


def open_article(client, user, article, **fields):
    return OpenForm(client, user, edit_address(article), **article_form("Bản đầu", slug=article.slug), **fields)


def is_warned(answer) -> str:
    """The warning; empty if there is none."""
    if answer.status_code == 302:
        return ""
    return " ".join(answer.context["form"].non_field_errors())


@pytest.mark.parametrize("action", SENT_OR_SAVED)
@pytest.mark.parametrize("autosaves", [0, 1, 2, 5])
def test_after_any_number_of_autosaves_an_old_article_is_saved(client, desk, article, autosaves, action):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    for number in range(autosaves):
        assert form.autosave(title=f"Tự lưu {number}")["success"]
    answer = form.save(action, title="Bấm lưu")
    assert answer.status_code == 302, is_warned(answer)
    assert newest_title(article) == "Bấm lưu"


@pytest.mark.parametrize("action", SENT_OR_SAVED)
@pytest.mark.parametrize("autosaves", [1, 2, 3])
def test_after_any_number_of_autosaves_a_new_article_is_saved(client, desk, autosaves, action):
    form = OpenForm(client, an_editor(desk), add_address(desk), **article_form("Bài mới"))
    for number in range(autosaves):
        assert form.autosave(title=f"Tự lưu {number}")["success"]
    answer = form.save(action, title="Bấm lưu")
    assert answer.status_code == 302, is_warned(answer)
    assert newest_title(ArticlePage.objects.get()) == "Bấm lưu"


def test_the_board_publishes_after_its_own_autosaves(client, article):
    form = open_article(client, a_board_member(), article)
    form.autosave(title="Sửa một")
    form.autosave(title="Sửa hai")
    assert form.save("action-publish", title="Được đăng").status_code == 302
    assert ArticlePage.objects.get().title == "Được đăng"


@pytest.mark.parametrize("action", SENT_OR_SAVED)
def test_an_autosave_whose_answer_was_lost_stands_in_nobodys_way(client, desk, article, action):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    form.autosave_unheard(title="Câu trả lời bị mất")
    assert form.ping() == []
    assert form.autosave(title="Tự lưu tiếp")["success"]
    form.autosave_unheard(title="Lại bị mất")
    assert form.save(action, title="Bấm lưu").status_code == 302
    assert newest_title(article) == "Bấm lưu"


def test_a_new_article_whose_first_answer_was_lost_is_one_article(client, desk):
    form = OpenForm(client, an_editor(desk), add_address(desk), **article_form("Bài mới"))
    form.autosave_unheard(title="Câu trả lời bị mất")
    answer = form.autosave(title="Tự lưu tiếp")
    assert answer["success"]
    assert answer["url"] == edit_address(ArticlePage.objects.get())
    assert form.save(title="Bấm lưu").status_code == 302
    assert newest_title(ArticlePage.objects.get()) == "Bấm lưu"


def test_a_new_article_saved_by_hand_after_a_lost_answer_is_one_article(client, desk):
    form = OpenForm(client, an_editor(desk), add_address(desk), **article_form("Bài mới"))
    form.autosave_unheard(title="Câu trả lời bị mất")
    assert form.save("action-submit", title="Gửi").status_code == 302
    assert newest_title(ArticlePage.objects.get()) == "Gửi"
    assert WorkflowState.objects.count() == 1


def test_older_words_that_arrive_late_do_not_replace_newer_ones(client, desk, article):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    late = form.data(title="Chữ cũ, đến muộn")
    assert form.save(title="Chữ mới").status_code == 302
    assert not form.send(late, headers={"accept": "application/json"}).json()["success"]
    assert newest_title(article) == "Chữ mới"


def test_another_persons_change_is_named_with_its_fields_and_both_texts_stay(client, desk, article):
    mine = open_article(client, an_editor(desk, "nguoi-mot"), article)
    theirs = open_article(client, an_editor(desk, "nguoi-hai"), article)
    mine.autosave(title="Của tôi, tự lưu")
    assert not theirs.autosave(lead="Lời dẫn của họ")["success"]
    refused = theirs.save(lead="Lời dẫn của họ")
    warning = is_warned(refused)
    assert "nguoi-mot" in warning
    assert "Đã đổi: Tiêu đề." in warning
    assert "Lời dẫn của họ" in refused.content.decode()
    assert newest_title(article) == "Của tôi, tự lưu"
    theirs.read(refused)
    assert theirs.save(lead="Lời dẫn của họ").status_code == 302
    assert [revision.content["title"] for revision in article.revisions.order_by("pk")][-2:] == [
        "Của tôi, tự lưu",
        "Bản đầu",
    ]


def test_what_changed_while_an_autosave_rewrote_the_version_that_was_opened_is_named(client, desk, article):
    mine = open_article(client, an_editor(desk, "nguoi-mot"), article)
    mine.autosave(title="Của tôi")
    theirs = open_article(client, an_editor(desk, "nguoi-hai"), article)
    theirs.fields["title"] = "Của tôi"
    mine.autosave(lead="Thêm lời dẫn")
    warning = is_warned(theirs.save(seo_title="Cho máy tìm kiếm"))
    assert "Lời dẫn" in warning
    assert "iêu đề" not in warning


def test_two_tabs_of_one_person_are_told_as_such(client, desk, article):
    editor = an_editor(desk, "nguoi-viet")
    one, other = open_article(client, editor, article), open_article(client, editor, article)
    one.save(title="Ở thẻ này")
    warning = is_warned(other.save(title="Ở thẻ kia"))
    assert "Chính bạn vừa lưu nội dung này ở thẻ khác" in warning
    assert newest_title(article) == "Ở thẻ này"
    assert other.ping() != []


def publish_unchanged(client, board, article):
    open_article(client, board, article).save("action-publish")


def unpublish(client, board, article):
    publish_unchanged(client, board, article)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))


def move(client, board, article):
    client.force_login(board)
    elsewhere = a_desk(a_unit("Sở Y tế"))
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, elsewhere.pk]))
    assert answer.status_code == 302


@pytest.mark.parametrize("decide", [publish_unchanged, unpublish, move])
def test_what_another_person_decided_without_a_new_text_warns_nobody(client, desk, article, decide):
    writer = a_board_member("nguoi-viet")
    form = open_article(client, writer, article)
    decide(client, a_board_member("truong-ban"), article)
    assert form.ping() == []
    assert form.autosave(title="Viết tiếp")["success"]
    assert form.save(title="Bấm lưu").status_code == 302
    assert newest_title(article) == "Bấm lưu"


def test_the_note_on_another_persons_publication_is_no_change_of_the_text(client, article):
    form = open_article(client, a_board_member("nguoi-viet"), article)
    open_article(client, a_board_member("truong-ban"), article).save("action-publish", change_note="Bổ sung lịch")
    assert form.ping() == []
    assert form.save(title="Bấm lưu").status_code == 302


PARTS = ["agencies", "channels", "cases", "results", "legal_bases", "related"]


def procedure_form(procedure, **fields):
    data = {"name": procedure.name, "code": procedure.code}
    for part in PARTS:
        data |= {f"{part}-{name}": value for name, value in inline_formset([]).items()}
    return data | fields


def open_procedure(client, user, procedure):
    address = reverse(Procedure.snippet_viewset.get_url_name("edit"), args=[procedure.pk])
    return OpenForm(client, user, address, **procedure_form(procedure))


def newest(procedure):
    return Procedure.objects.get(pk=procedure.pk).get_latest_revision_as_object()


@pytest.fixture
def procedure(home):
    return a_procedure(name="Đăng ký khai sinh")


@pytest.mark.parametrize("action", ["", "action-publish"])
@pytest.mark.parametrize("autosaves", [0, 1, 3])
def test_a_procedure_is_saved_after_autosaves_also_unheard_ones(client, procedure, autosaves, action):
    form = open_procedure(client, a_board_member(), procedure)
    for number in range(autosaves):
        assert form.autosave(description=f"Tự lưu {number}")["success"]
    form.autosave_unheard(description="Câu trả lời bị mất")
    answer = form.save(action, description="Bấm lưu")
    assert answer.status_code == 302, is_warned(answer)
    assert newest(procedure).description == "Bấm lưu"


def test_a_new_procedure_whose_first_answer_was_lost_is_not_refused_for_its_own_code(client, home):
    address = reverse(Procedure.snippet_viewset.get_url_name("add"))
    blank = Procedure(name="Thủ tục mới", code="1.004194")
    form = OpenForm(client, a_board_member(), address, **procedure_form(blank))
    assert form.autosave_unheard(description="Câu trả lời bị mất")["success"]
    assert form.autosave(description="Tự lưu tiếp")["success"]
    assert form.save(description="Bấm lưu").status_code == 302
    assert newest(Procedure.objects.get()).description == "Bấm lưu"


@pytest.mark.parametrize("is_saved_before", [False, True])
def test_another_persons_change_of_a_procedure_is_named(client, procedure, is_saved_before):
    """An imported record has no version yet; what was there when the form was opened tells all the same."""
    if is_saved_before:
        open_procedure(client, a_board_member("truoc"), procedure).save()
    mine = open_procedure(client, a_board_member("nguoi-mot"), procedure)
    theirs = open_procedure(client, a_board_member("nguoi-hai"), procedure)
    mine.save(description="Của tôi")
    warning = is_warned(theirs.save(conditions="Của họ"))
    assert "nguoi-mot" in warning
    assert "Đã đổi: Mô tả." in warning
    assert newest(procedure).description == "Của tôi"


def test_an_import_that_stores_what_a_person_has_open_is_named_too(client, procedure):
    form = open_procedure(client, a_board_member("nguoi-mot"), procedure)
    import_contents({"code": procedure.code, "name": procedure.name, "description": "Từ tệp."})
    refused = form.save("action-publish", conditions="Của tôi")
    assert "Đã đổi: Mô tả." in is_warned(refused)
    assert "Của tôi" in refused.content.decode()
    assert newest(procedure).description == "Từ tệp."


def document_form(document, **fields):
    names = ["number", "kind", "agency", "abstract", "slug", "stated_status", "url", "source"]
    data = {name: getattr(document, name) for name in names} | {"issued_on": document.issued_on.strftime("%d/%m/%Y")}
    return data | {f"effects-{name}": value for name, value in inline_formset([]).items()} | fields


def test_what_has_no_versions_is_guarded_too(client, home):
    document = a_document()
    address = reverse(LegalDocument.snippet_viewset.get_url_name("edit"), args=[document.pk])
    mine = OpenForm(client, a_board_member("nguoi-mot"), address, **document_form(document))
    theirs = OpenForm(client, a_board_member("nguoi-hai"), address, **document_form(document))
    assert mine.save(abstract="Trích yếu của tôi").status_code == 302
    refused = theirs.save(source="Nguồn của họ")
    assert "nguoi-mot" in is_warned(refused)
    assert "Đã đổi: Trích yếu." in is_warned(refused)
    assert "Nguồn của họ" in refused.content.decode()
    document.refresh_from_db()
    assert (document.abstract, document.source) == ("Trích yếu của tôi", document.source)
    theirs.read(refused)
    assert theirs.save(source="Nguồn của họ").status_code == 302


NOT_EDITED_BY_WAGTAILS_FORM = {"SentComment", "FeedbackCase", "MissedSearch"}


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_every_kind_of_record_is_guarded(model):
    form = model.snippet_viewset.get_edit_handler().get_form_class()
    assert issubclass(form, EditedFormMixin) or model.__name__ in NOT_EDITED_BY_WAGTAILS_FORM


def test_every_kind_of_page_is_guarded():
    kinds = [model for model in Page.__subclasses__() if not model.__module__.startswith("wagtail")]
    assert len(kinds) > 5
    for model in kinds:
        assert issubclass(model.get_edit_handler().get_form_class(), EditedFormMixin), model


@pytest.mark.parametrize("action", SENT_OR_SAVED)
def test_a_save_overtaken_in_the_same_instant_is_told_with_what_was_typed(client, desk, article, monkeypatch, action):
    other = an_editor(desk, "nguoi-nhanh")
    form = open_article(client, an_editor(desk, "nguoi-cham"), article)
    check_form, overtaken = ArticleForm.clean, []

    def clean(checked):
        cleaned_data = check_form(checked)
        if not overtaken:
            overtaken.append(ArticlePage.objects.get(pk=article.pk))
            overtaken[0].title = "Nhanh hơn"
            overtaken[0].save_revision(user=other)
        return cleaned_data

    monkeypatch.setattr(ArticleForm, "clean", clean)
    answer = form.save(action, title="Chậm hơn")
    assert "nguoi-nhanh" in is_warned(answer)
    assert answer.context["form"]["title"].value() == "Chậm hơn"
    assert newest_title(article) == "Nhanh hơn"


def test_the_same_request_sent_twice_by_the_browser_warns_nobody(client, desk, article):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    data = form.data(title="Gửi hai lần")
    assert [form.send(data).status_code for _time in range(2)] == [302, 302]
    assert newest_title(article) == "Gửi hai lần"


def test_a_form_asks_who_is_signed_in_before_it_is_sent(client, desk):
    editor = an_editor(desk)
    address = reverse("editing_presence")
    assert client.get(address).status_code == 302
    client.force_login(editor)
    assert client.get(address).json() == {"user": editor.pk}
