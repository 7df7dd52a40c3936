"""The main menu: each role finds what it may do, a unit's editor nothing besides."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from news.desks import get_editors_group, get_writers_group
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_editor, user_in
from tests.news.test_editing import add_address

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


def menu(user):
    request = RequestFactory().get("/")
    request.user = user
    shown = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    return [str(item.label) for item in shown]


def test_a_unit_editor_has_ten_items(desk):
    assert menu(an_editor(desk)) == [
        *("Bảng điều khiển", "Viết bài", "Bài của đơn vị", "Bài từ tệp Word", "Góp ý, phản ánh"),
        *("Ảnh", "Thành viên", "Tệp tài liệu", "Chỉ tiêu", "Trợ giúp"),
    ]


@pytest.mark.parametrize("make_user", [a_board_member, an_administrator])
def test_who_keeps_the_whole_site_has_the_whole_menu(home, make_user):
    shown = menu(make_user())
    assert {"Bảng điều khiển", "Viết bài", "Trang", "Bình luận", "Văn bản", "Đơn vị", "Báo cáo", "Cài đặt"} <= set(
        shown
    )
    assert not {"Bài của đơn vị", "Chỉ tiêu"} & set(shown)


def test_the_items_lead_straight_to_the_only_desk(client, desk):
    client.force_login(an_editor(desk))
    leads = {name: client.get(reverse(name)).url for name in ("write_article", "own_articles", "own_quota")}
    assert leads == {
        "write_article": add_address(desk),
        "own_articles": reverse("wagtailadmin_explore", args=[desk.pk]),
        "own_quota": reverse("quotas:unit", args=[desk.unit.pk]),
    }


def test_an_editor_of_two_units_chooses(client, desk):
    other = a_desk(a_unit("Sở Y tế"))
    editor = an_editor(desk)
    editor.groups.add(get_editors_group(other.unit))
    client.force_login(editor)
    for name in ("write_article", "own_articles", "own_quota"):
        page = client.get(reverse(name)).content.decode()
        assert "Sở Nội vụ" in page
        assert "Sở Y tế" in page


def test_who_has_no_desk_is_refused(client, home):
    client.force_login(a_board_member())
    assert client.get(reverse("own_articles")).status_code == 302


def test_a_writer_is_led_to_the_form_and_the_articles_of_the_own_desk(client, desk):
    client.force_login(user_in(get_writers_group(desk.unit), "nguoi-viet"))
    form = reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])
    assert client.get(reverse("write_article")).url == form
    assert client.get(reverse("own_articles")).url == reverse("wagtailadmin_explore", args=[desk.pk])


def test_the_dashboard_is_the_current_screen_on_itself_alone():
    # The sidebar marks what the address of the screen begins with.
    (item,) = [item for item in admin_menu.registered_menu_items if item.name == "dashboard"]
    there, elsewhere = (
        item.render_component(RequestFactory().get(reverse(name))).url for name in ("wagtailadmin_home", "news_word")
    )
    assert there == reverse("wagtailadmin_home")
    assert not reverse("news_word").startswith(elsewhere)
