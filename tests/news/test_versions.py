"""What was published of an article, change notes and corrections."""

import json
from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.html import escape
from wagtail.test.utils.form_data import inline_formset

from news.forms import ArticleForm
from news.models import ArticlePage, Correction, PublishedVersion
from news.versions import build_history
from tests.builders import a_board_member, an_article, column
from tests.news.test_editing import article_form, edit_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def edit(article, publish=True, **fields) -> ArticlePage:
    article = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(article, name, value)
    revision = article.save_revision()
    if publish:
        revision.publish()
    return ArticlePage.objects.get(pk=article.pk)


def test_each_publication_is_kept_with_its_note_and_what_it_changed():
    article = an_article(published=datetime(2026, 10, 1, 8, 0))
    with time_machine.travel("2026-10-02 09:30+07:00", tick=False):
        article = edit(article, title="Tiêu đề mới", lead="Lời dẫn mới", change_note="Sửa tiêu đề.")
    newest, first = build_history(article)
    assert (newest.note, [str(part) for part in newest.changed]) == ("Sửa tiêu đề.", ["tiêu đề", "lời dẫn"])
    assert timezone.localtime(newest.moment).isoformat() == "2026-10-02T09:30:00+07:00"
    assert (first.note, first.changed) == ("", None)
    assert first.moment == article.first_published_at


def test_a_draft_is_not_in_the_history(client):
    article = an_article()
    edit(article, publish=False, title="Bản nháp", change_note="Ghi chú của bản nháp")
    page = client.get(f"{article.url}lich-su/").content.decode()
    assert "Ghi chú của bản nháp" not in page
    assert "chưa thay đổi" in page


def test_what_is_scheduled_is_in_the_history_only_once_it_appears():
    article = an_article()
    edit(article, title="Bài sẽ đổi", go_live_at=timezone.make_aware(datetime(2100, 1, 1)))
    assert PublishedVersion.objects.count() == 1


def test_publishing_the_same_again_makes_no_version():
    article = an_article()
    edit(edit(article))
    assert PublishedVersion.objects.count() == 1


def test_an_imported_article_whose_blocks_get_ids_is_no_new_version():
    body = [{"type": "citation", "value": {"number": "37/QĐ-UBND", "date": "2022-01-24", "agency": "", "title": ""}}]
    edit(an_article(body=json.dumps(body)))
    assert PublishedVersion.objects.count() == 1


def test_a_note_alone_is_a_version():
    edit(an_article(), change_note="Đã kiểm tra lại số liệu.")
    assert PublishedVersion.objects.last().note == "Đã kiểm tra lại số liệu."


def test_a_correction_is_shown_where_it_belongs_and_in_the_history(client):
    article = an_article(lead="Lời dẫn của bài.")
    top = Correction(day=date(2026, 11, 20), text="Số 86,14 & không phải 84,16.", place=Correction.Place.TOP)
    bottom = Correction(day=date(2026, 11, 21), text="Tên đơn vị đã được sửa.", place=Correction.Place.BOTTOM)
    article = edit(article, corrections=[top, bottom], change_note="Đính chính số liệu.")
    page = client.get(article.url).content.decode()
    assert page.index(escape(top.text)) < page.index("Lời dẫn của bài.</p>") < page.index(bottom.text)
    assert "(20/11/2026)" in page
    history = client.get(f"{article.url}lich-su/").content.decode()
    for words in (escape(top.text), bottom.text, "Đính chính số liệu.", "Thay đổi: đính chính."):
        assert words in history


def test_the_history_is_linked_from_the_article(client):
    article = an_article()
    assert f'href="{article.url}lich-su/"' in client.get(article.url).content.decode()


def test_an_unpublished_article_has_no_history(client):
    article = an_article()
    article.unpublish()
    assert client.get(f"{article.url}lich-su/").status_code == 404
    assert client.get(f"{article.url}khong-co/").status_code == 404


def note_offered(article, user) -> str:
    page = article.get_latest_revision_as_object()
    form = ArticlePage.get_edit_handler().get_form_class()(instance=page, parent_page=column(), for_user=user)
    assert isinstance(form, ArticleForm)
    return form.initial["change_note"]


def test_the_next_edit_begins_without_the_last_note_but_a_draft_keeps_its_own():
    user = a_board_member()
    article = edit(an_article(), change_note="Sửa ngày.")
    assert note_offered(article, user) == ""
    article = edit(article, publish=False, change_note="Đang viết.")
    assert note_offered(article, user) == "Đang viết."


def test_the_board_corrects_a_published_article_in_the_editor(client):
    article = an_article()
    client.force_login(a_board_member())
    correction = {"day": "20/11/2026", "place": "top", "text": "Số đúng là 86,14."}
    sent = article_form(
        title=article.title,
        slug=article.slug,
        change_note="Sửa số liệu.",
        corrections=inline_formset([correction]),
        tags="Một cửa",
        action="action-publish",
    )
    answer = client.post(edit_address(article), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    stored = Correction.objects.get(page=article)
    assert (stored.day, stored.text) == (date(2026, 11, 20), "Số đúng là 86,14.")
    assert PublishedVersion.objects.last().note == "Sửa số liệu."
    assert "Ghi chú thay đổi" in client.get(edit_address(article)).content.decode()
