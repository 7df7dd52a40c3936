"""Dates that have run, what is scheduled, one right and no role, and long lists: as the people who meet them do."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import hasten, is_refused, open_form, press, write

pytestmark = pytest.mark.browser

LIVE_ARTICLE = """
from datetime import timedelta
from django.utils import timezone
from news.models import ArticlePage
from news.models import NewsIndexPage
from foundations.members.models import Membership
unit = Membership.objects.filter(user__username="bien-tap-vien").first().unit
desk = NewsIndexPage.objects.filter(unit=unit).first()
article = desk.add_child(instance=ArticlePage(title="{title}", slug="{slug}", unit=unit, lead="Một câu."))
article.save_revision().publish()
article = ArticlePage.objects.get(pk=article.pk)
"""
EXPIRED = (
    LIVE_ARTICLE
    + """
article.go_live_at = timezone.now() - timedelta(days=9)
article.expire_at = timezone.now() - timedelta(days=2)
article.expired, article.live = True, False
article.save_revision()
article.save()
print(article.pk)
"""
)
SCHEDULED = (
    LIVE_ARTICLE
    + """
article.go_live_at = timezone.now() + timedelta(days=2)
article.save_revision().publish()
print(article.pk)
"""
)
ONE_RIGHT = """
from django.contrib.auth.models import Permission
from foundations.members.models import Membership
from news.desks import get_writers_group
unit = Membership.objects.filter(user__username="nguoi-viet").first().unit
get_writers_group(unit).permissions.{change}(Permission.objects.get(codename="close_month"))
"""


def run(site, code: str, **words) -> str:
    return site.manage("shell", "--no-imports", "-v", "0", "-c", code.format(**words)).strip()


@pytest.mark.parametrize(("username", "button"), [("bien-tap-vien", "Gửi duyệt"), ("ban-bien-tap", "Đăng")])
def test_an_article_whose_expiry_has_run_is_saved_and_sent_on(signed_in, site, username, button):
    pk = run(site, EXPIRED, title=f"Thông báo đã hết hạn {username}", slug=f"het-han-{username}")
    page = open_form(hasten(signed_in(username)), f"/quan-tri/pages/{pk}/edit/")
    write(page, f"Thông báo đăng lại, {username} sửa")
    press(page)
    assert not is_refused(page)
    assert page.locator(".messages .error").count() == 0
    press(page, button)
    expect(page.locator(".messages")).to_contain_text(f"Thông báo đăng lại, {username} sửa")
    expect(page.locator(".messages")).to_contain_text("hết hạn")
    assert page.locator(".messages .error").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_scheduled_is_unscheduled_first_and_then_taken_off(signed_in, site, width):
    pk = run(site, SCHEDULED, title=f"Bài có lịch đăng {width}", slug=f"co-lich-dang-{width}")
    page = signed_in("ban-bien-tap", width=width)
    page.goto(f"/quan-tri/pages/{pk}/unpublish/")
    expect(page.locator("main")).to_contain_text("lịch đăng")
    assert "không có quyền" not in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Hủy lịch đăng").click()
    page.wait_for_url("**/unpublish/**")
    page.locator("main form button[type=submit], main form input[type=submit]").last.click()
    expect(page.locator(".messages .success").last).to_contain_text(f"Bài có lịch đăng {width}")
    assert page.context.request.get(f"{site.address}/quan-tri/pages/{pk}/edit/").ok


def test_one_right_of_the_boards_does_not_make_a_writer_the_board(signed_in, site):
    run(site, ONE_RIGHT, change="add")
    try:
        page = signed_in("nguoi-viet")
        expect(page.locator("#wagtail-sidebar a[href*='bai-cua-don-vi']")).to_be_attached()
        expect(page.locator("#wagtail-sidebar a[href*='bao-cao/gop-y']")).to_have_count(0)
        expect(page.locator("#to-approve-section")).to_have_count(0)
        page.goto("/quan-tri/bao-cao/gop-y/")
        assert page.url.endswith("/quan-tri/")
        page.locator("main a[href*='khoa-so']").first.click()
        page.wait_for_url("**/khoa-so/")
        expect(page.get_by_role("button", name="Khóa sổ").first).to_be_visible()
    finally:
        run(site, ONE_RIGHT, change="remove")


@pytest.mark.parametrize("words", ["quản trị viên", "quan tri vien", "VIÊN, Quản Trị"])
def test_an_administrator_finds_a_member_however_the_name_is_typed(signed_in, words):
    page = signed_in("quan-tri-vien")
    page.goto("/quan-tri/thanh-vien/")
    page.locator("form[data-controller~=w-swap] input[name=q]").fill(words)
    expect(page.locator("#listing-results tbody tr")).to_have_count(1)
    expect(page.locator("#listing-results tbody")).to_contain_text("Quản trị viên")
