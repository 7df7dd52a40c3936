"""Counting in a real browser: opening, reloading, going back, without script, with storage refused."""

from __future__ import annotations

import re
import time
import urllib.request

import pytest

from foundations.delivery.page_cache import MAX_NUMBERS_AGE
from tests.browser.accessibility import PAGES
from tests.foundations.counting import PHONE

pytestmark = pytest.mark.browser
ARTICLE = PAGES["Bài viết"]
REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }});"
# Five minutes into a ten-minute window, and as many milliseconds later as a test has put aside.
CLOCK = "Date.now = () => 1773118500000 + Number(sessionStorage.later ?? 0);"


@pytest.fixture
def reader(chromium, site):
    """Opens browsers that do not name themselves headless: those are robots here."""
    contexts = []

    def opened(script=True, **options):
        context = chromium.new_context(
            base_url=site.address, user_agent=PHONE, java_script_enabled=script, locale="vi-VN", **options
        )
        context.set_default_timeout(20_000)
        context.add_init_script(CLOCK)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


def reports_of(context) -> list[tuple[str, int]]:
    """Fills, as pages are opened, with the query of each report of a view and its status."""
    reports = []

    def note(answer):
        if "/dem/" in answer.url:
            reports.append((answer.url.partition("?")[2], answer.status))

    context.on("response", note)
    return reports


def opened(page, address=ARTICLE):
    page.goto(address, wait_until="networkidle")
    return page


def views_shown(site) -> int:
    site.manage("fold_views")
    time.sleep(MAX_NUMBERS_AGE + 0.1)  # a stored page shows its numbers for so long
    with urllib.request.urlopen(f"{site.address}{ARTICLE}") as page:
        found = re.search(r'<dd><data class="count" value="(\d+)"', page.read().decode())
    return int(found[1])


@pytest.mark.long
def test_a_reader_counts_once_and_the_number_on_the_page_grows(reader, site):
    before = views_shown(site)
    context = reader()
    reports = reports_of(context)
    page = context.new_page()
    with page.expect_response("**/dem/**"):
        opened(page)
    assert reports == [("va", 204)]
    page.reload(wait_until="networkidle")
    opened(context.new_page())
    assert reports == [("va", 204)]
    assert views_shown(site) == before + 1
    page = reader().new_page()
    with page.expect_response("**/dem/**"):
        opened(page)
    assert views_shown(site) == before + 2
    assert context.cookies() == []


def test_the_next_article_is_a_view_of_the_same_visit(reader):
    context = reader()
    reports = reports_of(context)
    page = opened(context.new_page(), "/")
    opened(page)
    page.go_back(wait_until="networkidle")
    page.go_forward(wait_until="networkidle")
    assert reports == [("va", 204), ("", 204)]


def test_after_ten_minutes_it_is_a_view_and_after_thirty_a_visit(reader):
    context = reader()
    reports = reports_of(context)
    page = opened(context.new_page())
    for minutes in (9, 20, 60):
        page.evaluate(f"sessionStorage.later = {minutes} * 60 * 1000")
        page.reload(wait_until="networkidle")
    assert reports == [("va", 204), ("a", 204), ("va", 204)]


def test_a_tab_opened_behind_counts_when_it_is_seen(reader):
    context = reader()
    reports = reports_of(context)
    page = context.new_page()
    page.add_init_script(
        "window.state = 'hidden'; Object.defineProperty(document, 'visibilityState', {get: () => window.state});"
    )
    opened(page)
    assert reports == []
    with page.expect_response("**/dem/**"):
        page.evaluate("window.state = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    assert reports == [("va", 204)]


def test_where_storage_is_refused_views_count(reader):
    context = reader()
    reports = reports_of(context)
    page = context.new_page()
    page.add_init_script(REFUSED)
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    opened(page)
    assert reports == [("va", 204)]
    assert faults == []


def test_what_the_server_could_not_count_is_tried_again(reader):
    context = reader()
    page = context.new_page()
    page.route("**/dem/**", lambda route: route.fulfill(status=503))
    opened(page)
    page.unroute("**/dem/**")
    reports = reports_of(context)
    page.reload(wait_until="networkidle")
    assert reports == [("va", 204)]


def test_without_script_an_image_counts_once(reader, site):
    before = views_shown(site)
    context = reader(script=False)
    reports = reports_of(context)
    page = opened(context.new_page())
    page.reload(wait_until="networkidle")
    assert [status for _query, status in reports] == [200, 200]
    assert views_shown(site) == before + 1
    assert {cookie["value"] for cookie in context.cookies(site.address + "/dem/")} == {"1"}
    assert context.cookies(site.address + ARTICLE) == []


def test_who_is_signed_in_does_not_count(chromium, site):
    before = views_shown(site)
    context = chromium.new_context(base_url=site.address, user_agent=PHONE)
    reports = reports_of(context)
    page = context.new_page()
    page.goto("/quan-tri/login/")
    page.fill("input[name=username]", "bien-tap-vien")
    page.fill("input[name=password]", site.passwords["bien-tap-vien"])
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    opened(page)
    assert reports == [("va", 204)]
    context.close()
    assert views_shown(site) == before


def test_the_browser_remembers_no_more_than_it_needs(reader):
    context = reader()
    page = opened(context.new_page())
    kept = page.evaluate("JSON.parse(localStorage.getItem('luot-xem'))")
    assert sorted(kept) == ["last", "views", "window"]
    assert [re.fullmatch(r"/dem/tin-\d+", name) is not None for name in kept["views"]] == [True]
    page.evaluate("localStorage.setItem('luot-xem', '{broken')")
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.reload(wait_until="networkidle")
    assert faults == []
