"""The form's own buttons after Wagtail's own autosave: nobody is refused because of herself, and no word is lost."""

import re
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.editing import (
    INDICATOR,
    choose,
    hasten,
    is_autosave,
    is_refused,
    is_saved_by_hand,
    open_form,
    press,
    wait_until_watched,
    write,
)

pytestmark = pytest.mark.browser

PEOPLE = ["nguoi-viet", "bien-tap-vien", "ban-bien-tap"]


@pytest.fixture
def editor(signed_in):
    return lambda username: hasten(signed_in(username))


def make_article(page, add_address, title):
    """An article that is there already, open in a page loaded anew; returns its address."""
    open_form(page, add_address)
    write(page, title)
    press(page)
    page.wait_for_url("**/edit/")
    return page.url


def stored(page, field="#id_title"):
    other = page.context.new_page()
    other.goto(page.url)
    value = other.locator(field).input_value()
    other.close()
    return value


@pytest.mark.parametrize("username", PEOPLE)
def test_a_new_article_is_saved_and_sent_in_after_autosaves(editor, add_address, username):
    page = open_form(editor(username), add_address)
    write(page, f"Bài mới của {username}")
    expect(page).to_have_url(re.compile("/edit/$"))
    write(page, f"Bài mới của {username}, viết tiếp")
    press(page)
    assert not is_refused(page)
    assert page.locator("#id_title").input_value() == f"Bài mới của {username}, viết tiếp"
    wait_until_watched(page)
    write(page, f"Bài cũ của {username}")
    press(page, "Gửi duyệt")
    expect(page.locator(".messages")).to_contain_text(f"Bài cũ của {username}")
    assert not is_refused(page)


@pytest.mark.parametrize("username", PEOPLE)
def test_a_new_article_is_sent_in_at_once_after_two_autosaves(editor, add_address, username):
    page = open_form(editor(username), add_address)
    for part in ("một", "hai"):
        write(page, f"Gửi ngay của {username}, phần {part}")
    press(page, "Gửi duyệt")
    expect(page.locator(".messages")).to_contain_text("phần hai")
    assert not is_refused(page)


def test_the_board_publishes_an_old_article_after_autosaves(editor, add_address):
    address = make_article(editor("bien-tap-vien"), add_address, "Bài của đơn vị")
    page = open_form(editor("ban-bien-tap"), address)
    write(page, "Bài của đơn vị, Ban biên tập sửa")
    write(page, "Bài của đơn vị, Ban biên tập sửa lần hai")
    press(page, "Đăng")
    expect(page.locator(".messages")).to_contain_text("sửa lần hai")
    assert not is_refused(page)


def test_a_procedure_is_saved_and_published_after_autosaves(editor, site):
    code = "from procedures.models import Procedure; print(Procedure.objects.first().pk)"
    pk = site.manage("shell", "-v", "0", "-c", code).split()[-1]
    page = open_form(editor("ban-bien-tap"), f"/quan-tri/thu-tuc/edit/{pk}/", "#id_name")
    name = page.locator("#id_name").input_value()
    for number in (1, 2):
        write(page, f"{name} (sửa {number})", "#id_name")
    press(page)
    assert not is_refused(page)
    assert page.locator("#id_name").input_value() == f"{name} (sửa 2)"
    wait_until_watched(page)
    write(page, f"{name} (sửa 3)", "#id_name")
    press(page, "Đăng")
    expect(page.locator(".messages")).to_contain_text("(sửa 3)")


def test_a_save_waits_for_the_autosave_under_way(editor, add_address):
    page = editor("bien-tap-vien")
    make_article(page, add_address, "Chờ bản tự lưu")
    wait_until_watched(page)
    seen = []

    def answer_late(route):
        seen.append("autosave sent" if is_autosave(route.request) else "saved by hand")
        if seen[-1] != "autosave sent":
            return route.continue_()
        answer = route.fetch()
        choose(page, "Lưu bản nháp")
        page.wait_for_timeout(1_000)
        seen.append("autosave answered")
        return route.fulfill(response=answer)

    page.route("**/edit/", lambda route: answer_late(route) if route.request.method == "POST" else route.continue_())
    with page.expect_response(lambda answer: is_saved_by_hand(answer.request)):
        page.locator("#id_title").fill("Chờ bản tự lưu, viết tiếp")
    page.wait_for_load_state("domcontentloaded")
    assert seen == ["autosave sent", "autosave answered", "saved by hand"]
    assert not is_refused(page)
    assert stored(page) == "Chờ bản tự lưu, viết tiếp"


def answer_wrongly(route):
    route.fulfill(status=500, body="Lỗi")


def lose_the_answer(route):
    route.fetch()
    route.abort("connectionreset")


@pytest.mark.parametrize("fail", [answer_wrongly, lose_the_answer])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_save_after_a_failed_autosave_is_a_save(editor, add_address, site, fail, is_new):
    page, title = editor("bien-tap-vien"), f"Lỗi {fail.__name__} {is_new}"
    if is_new:
        open_form(page, add_address)
    else:
        make_article(page, add_address, title)
        wait_until_watched(page)
    failed = Event()

    def fail_once(route):
        if not is_autosave(route.request) or failed.is_set():
            return route.continue_()
        failed.set()
        return fail(route)

    page.route("**/pages/**", fail_once)
    page.locator("#id_title").fill(f"{title}, viết tiếp")
    expect(page.locator(f"{INDICATOR}[data-w-autosave-state-value=paused]")).to_be_attached()
    assert failed.is_set()
    page.locator("#id_lead").fill("Lời dẫn viết sau khi lỗi")
    press(page)
    assert not is_refused(page)
    assert stored(page) == f"{title}, viết tiếp"
    assert stored(page, "#id_lead") == "Lời dẫn viết sau khi lỗi"
    count = f"from news.models import *; print(ArticlePage.objects.filter(draft_title__startswith='{title}').count())"
    assert site.manage("shell", "-v", "0", "-c", count).split() == ["1"]


def test_a_form_is_not_sent_into_the_void(editor, add_address):
    page = editor("bien-tap-vien")
    make_article(page, add_address, "Mất mạng")
    page.context.set_offline(True)
    page.locator("#id_title").fill("Mất mạng, viết tiếp")
    choose(page, "Lưu bản nháp")
    expect(page.locator(".messages")).to_contain_text("chưa lưu")
    expect(page.locator("#id_title")).to_have_value("Mất mạng, viết tiếp")
    page.context.set_offline(False)
    choose(page, "Lưu bản nháp")
    expect(page.locator(".messages")).to_contain_text("Mất mạng, viết tiếp")
    assert stored(page) == "Mất mạng, viết tiếp"


def test_who_was_signed_out_signs_in_elsewhere_and_saves(editor, add_address, site):
    page = editor("bien-tap-vien")
    make_article(page, add_address, "Hết phiên")
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_title").fill("Hết phiên, viết tiếp")
    choose(page, "Lưu bản nháp")
    expect(page.locator(".messages")).to_contain_text("đăng xuất")
    other = page.context.new_page()
    other.goto("/quan-tri/login/")
    other.fill("input[name=username]", "bien-tap-vien")
    other.fill("input[name=password]", site.passwords["bien-tap-vien"])
    other.click("button[type=submit]")
    other.wait_for_url("**/quan-tri/")
    page.bring_to_front()
    choose(page, "Lưu bản nháp")
    expect(page.locator(".messages")).to_contain_text("Hết phiên, viết tiếp")
    assert stored(page) == "Hết phiên, viết tiếp"


def test_another_persons_change_is_named_and_replaced_only_by_a_second_press(editor, add_address):
    mine = editor("nguoi-viet")
    address = make_article(mine, add_address, "Hai người")
    theirs = open_form(editor("bien-tap-vien"), address)
    wait_until_watched(mine)
    write(mine, "Hai người, người viết sửa")
    theirs.locator("#id_lead").fill("Biên tập viên thêm lời dẫn")
    choose(theirs, "Lưu bản nháp")
    expect(theirs.locator(".messages")).to_contain_text("Người viết")
    expect(theirs.locator(".messages")).to_contain_text("Đã đổi: Tiêu đề.")
    expect(theirs.locator("#id_lead")).to_have_value("Biên tập viên thêm lời dẫn")
    theirs.wait_for_timeout(4_000)  # in which the form would save itself
    assert stored(theirs) == "Hai người, người viết sửa"
    choose(theirs, "Lưu bản nháp")
    expect(theirs.locator(".messages")).to_contain_text("Hai người")
    assert not is_refused(theirs)
    assert stored(theirs, "#id_lead") == "Biên tập viên thêm lời dẫn"


def test_a_document_that_another_person_changed_is_guarded_though_it_has_no_autosave(editor, site):
    code = "from foundations.legal_documents.models import LegalDocument; print(LegalDocument.objects.first().pk)"
    pk = site.manage("shell", "-v", "0", "-c", code).split()[-1]
    address = f"/quan-tri/van-ban/edit/{pk}/"
    mine, theirs = (open_form(editor(name), address, "#id_abstract") for name in ("ban-bien-tap", "quan-tri"))
    mine.locator("#id_abstract").fill("Trích yếu do Ban biên tập sửa")
    press(mine, "Lưu")
    theirs.locator("#id_source").fill("Nguồn do quản trị thêm")
    press(theirs, "Lưu")
    assert is_refused(theirs)
    expect(theirs.locator(".messages")).to_contain_text("Đã đổi: Trích yếu.")
    expect(theirs.locator("#id_source")).to_have_value("Nguồn do quản trị thêm")
