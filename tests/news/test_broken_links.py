"""Links of published texts that lead nowhere on this site, found without calling anybody."""

import json
import socket

import pytest
from django.core.management import call_command
from django.urls import reverse

from foundations.delivery.freshness import is_public_write
from news.checks.broken_links import check_links
from news.models import BrokenLink
from site_project.models import StandardPage
from tests.builders import a_desk, a_unit, an_article, an_editor, column
from tests.news.test_content_checks import paragraph
from tests.news.test_editing import edit_address

pytestmark = pytest.mark.django_db


def with_links(*links, parent=None, **fields):
    html = "".join(f"<p>Xem {link}.</p>" for link in links)
    return an_article(parent, body=json.dumps([paragraph(html)]), **fields)


def found():
    return [(link.page.pk, link.words, link.address, link.reason) for link in check_links()]


def test_what_leads_nowhere_is_found_with_its_words_and_reason(home):
    gone = an_article()
    article = with_links(
        f'<a linktype="page" id="{gone.pk}">bài cũ</a>',
        '<a linktype="document" id="9999">biểu mẫu</a>',
        '<a href="/khong-co-trang-nay/">trang này</a>',
        '<a href="http://[">địa chỉ hỏng</a>',
    )
    gone.unpublish()
    assert found() == [
        (article.pk, "bài cũ", "", "page"),
        (article.pk, "biểu mẫu", "", "file"),
        (article.pk, "trang này", "/khong-co-trang-nay/", "address"),
        (article.pk, "địa chỉ hỏng", "http://[", "address"),
    ]


def test_what_answers_is_not_broken(home, settings):
    other = an_article()
    with_links(
        f'<a linktype="page" id="{other.pk}">bài khác</a>',
        f'<a href="{settings.SITE_URL}{column().url}?page=2#dau">chuyên mục</a>',
        '<a href="/thu-tuc-hanh-chinh/">thủ tục</a>',
        '<a href="/quan-tri/pages/">quản trị</a>',
        '<a href="mailto:a@example.vn">thư</a>',
    )
    assert found() == []


def test_another_host_is_never_called(home, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("called another host")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with_links('<a href="https://khong-co.example/">trang ngoài</a>')
    assert found() == []


def test_standard_pages_are_checked_too_and_drafts_are_not(home):
    body = json.dumps([paragraph('<p><a href="/mat-roi/">mất rồi</a></p>')])
    page = home.add_child(instance=StandardPage(title="Giới thiệu", body=body))
    draft = with_links('<a href="/mat-roi/">mất rồi</a>')
    draft.unpublish()
    assert [key for key, *_rest in found()] == [page.pk]


def test_a_new_check_takes_the_place_of_the_last(home, capsys):
    article = with_links('<a href="/mat-roi/">mất rồi</a>')
    call_command("check_internal_links")
    assert "1 broken links" in capsys.readouterr().out
    article.body = json.dumps([paragraph("<p>Đã sửa.</p>")])
    article.save()
    call_command("check_internal_links", verbosity=0)
    assert not BrokenLink.objects.exists()


def test_each_sees_what_is_to_be_mended_at_the_own_desk(client, home):
    desk, other = a_desk(a_unit("Sở Nội vụ")), a_desk(a_unit("Sở Y tế"))
    own = with_links('<a href="/mat-roi/">mất rồi</a>', parent=desk)
    foreign = with_links('<a href="/mat-roi/">mất rồi</a>', parent=other)
    check_links()
    client.force_login(an_editor(desk))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert edit_address(own) in html
    assert edit_address(foreign) not in html


def test_keeping_the_result_empties_no_page_cache():
    assert not is_public_write('INSERT INTO "news_brokenlink" ("page_id") VALUES (1)')
