"""The preview beside the form: of what is not stored yet, under the policy of the public pages."""

import pytest
from django.urls import reverse

from procedures.models import Procedure
from tests.builders import a_board_member, a_desk, a_procedure, a_unit, an_article, an_editor
from tests.news.test_editing import article_form

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]


def previewed(client, address, data):
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    answer = client.get(address)
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    return answer.content.decode()


def test_a_new_article_is_previewed_before_it_is_stored(client, home):
    desk = a_desk(a_unit("Sở Nội vụ"))
    client.force_login(an_editor(desk))
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", "articlepage", desk.pk])
    assert "Tiêu đề đang gõ" in previewed(client, address, article_form("Tiêu đề đang gõ"))


def test_a_stored_article_is_previewed_as_it_is_typed(client, home):
    article = an_article(a_desk(a_unit("Sở Nội vụ")), title="Đã lưu")
    client.force_login(a_board_member())
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    shown = previewed(client, address, article_form("Đang sửa", slug=article.slug))
    assert "<h1>Đang sửa</h1>" in shown


def test_a_procedure_is_previewed(client, home):
    procedure = a_procedure(name="Đăng ký khai sinh")
    client.force_login(a_board_member())
    draft = reverse(Procedure.snippet_viewset.get_url_name("preview_on_edit"), args=[procedure.pk])
    answer = client.get(draft)
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
