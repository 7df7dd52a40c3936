"""Procedures on a phone: found, filtered, opened, ticked, printed; all but the live filter without script too."""

import pytest

pytestmark = pytest.mark.browser
LIST = "/thu-tuc-hanh-chinh/"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request):
    return request.param


def test_a_citizen_finds_a_procedure_and_opens_it(open_page, script):
    page = open_page(width=360, script=script)
    page.goto("/")
    page.fill(".home-procedures input[type=search]", "lam lai giay khai sinh bi mat")
    page.click(".home-procedures button")
    page.wait_for_url(f"**{LIST}?q=*")
    first = page.locator(".procedure-entry a").first
    assert "đăng ký lại khai sinh" in first.inner_text()
    first.click()
    page.wait_for_url("**/1.004884/")
    assert "đăng ký lại khai sinh" in page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_list_is_filtered(open_page, script):
    page = open_page(width=360, script=script)
    page.goto(LIST)
    everything = page.locator(".found").first.inner_text()
    page.click(".facets > summary")
    page.click('.facet-groups a:has-text("Hộ tịch")')
    page.wait_for_url("**linh-vuc=ho-tich*")
    page.locator(".used-filters").wait_for()
    narrowed = page.locator("[data-procedure-list] .found").inner_text()
    assert narrowed != everything
    assert page.locator('.facet-groups a[aria-current="true"]').count() == 1
    page.click(".used-filters a")
    page.wait_for_url("**?")
    page.locator(".used-filters").wait_for(state="detached")
    assert page.locator("[data-procedure-list] .found").inner_text() == everything


def test_the_list_follows_what_is_typed(open_page):
    page = open_page(width=360)
    page.goto(LIST)
    page.fill("#tim-thu-tuc", "tach ho khau")
    page.wait_for_url("**q=tach*")
    assert page.locator(".procedure-entry").first.inner_text().startswith("Tách hộ")
    page.go_back()
    page.locator(".life-events").wait_for()


def test_words_that_find_nothing_reach_the_editors(open_page, site, script):
    page = open_page(width=360, script=script)
    words = f"qwertyxyz {'mot' if script else 'hai'}"
    page.goto(f"{LIST}?q={words}")
    if script:
        page.wait_for_load_state("networkidle")
    else:
        page.click(".nothing button")
        page.wait_for_url("**da-bao=1")
    found = site.manage(
        "shell",
        "-c",
        "from foundations.searching.models import MissedSearch as m; print(*m.objects.values_list('words'))",
    )
    assert words in found


def test_the_dossier_of_a_case_is_picked_ticked_and_printed(open_page, script):
    page = open_page(width=360, script=script)
    page.goto(f"{LIST}1.002755/")
    page.select_option("#truong-hop", label="Gia hạn tạm trú theo danh sách")
    if not script:
        page.click(".case-picker button")
        page.wait_for_url("**truong-hop=2*")
    papers = page.locator(".papers li:visible")
    assert papers.count() == 2
    box = page.locator(".papers input:visible").first
    box.check()
    assert box.is_checked()
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".case-picker").is_visible()
    assert papers.first.is_visible()


def test_ticks_stay_on_the_device_and_go_nowhere(open_page):
    page = open_page(width=360)
    page.goto(f"{LIST}1.002755/")
    page.locator(".papers input").first.check()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.reload()
    assert page.locator(".papers input").first.is_checked()
    assert set(sent) == {"GET"}
    assert page.context.cookies() == []


def test_the_due_date_can_be_asked_for(open_page, script):
    page = open_page(width=360, script=script)
    page.goto(f"{LIST}1.002755/?nop=2026-04-28")
    assert "Thứ Ba, ngày 05/05/2026" in page.locator("#thoi-han ~ .table-figure").first.inner_text()


def test_the_posting_sheet_prints_on_white_with_its_code(open_page, script):
    page = open_page(width=360, script=script)
    page.goto(f"{LIST}1.001193/niem-yet/")
    assert page.locator(".poster-head img").evaluate("image => image.complete && image.naturalWidth > 0") or not script
    assert page.locator("[data-print]").is_visible() == script
    page.emulate_media(media="print")
    assert not page.locator(".poster-bar").is_visible()
    assert "Thành phần, số lượng hồ sơ" in page.locator("main").inner_text()


def test_a_page_is_said_to_be_useful(open_page, script):
    page = open_page(width=360, script=script)
    page.goto(f"{LIST}1.000894/")
    page.click('.useful button[value="co"]')
    page.wait_for_url("**/co-ich/")
    assert "Cảm ơn" in page.locator("h1").inner_text()
    assert page.context.cookies() == []


def test_an_editor_sees_the_listing_and_the_form(signed_in):
    page = signed_in("ban-bien-tap")
    page.goto("/quan-tri/thu-tuc/")
    assert page.locator("meter").count() > 10
    page.goto("/quan-tri/thu-tuc/?q=doi+bang+lai+xe")
    page.locator('table a:has-text("Đổi giấy phép lái xe")').first.click()
    page.wait_for_url("**/edit/**")
    assert page.locator("#id_name, [name=name]").first.input_value() == "Đổi giấy phép lái xe"
