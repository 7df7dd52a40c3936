"""What a first visit costs a reader on a slow line, measured over the real server."""

import pytest

from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", [PAGES["Trang chủ"], PAGES["Bài viết"], PAGES["Chuyên mục"]])
def test_nothing_moves_while_a_page_loads(open_page, address):
    page = open_page(width=360)
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifted += e.value; }))
            .observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, 2000)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") < 0.01


def test_static_files_come_compressed(open_page):
    page = open_page()
    encodings = {}
    page.on("response", lambda answer: encodings.update({answer.url: answer.headers.get("content-encoding")}))
    page.goto("/")
    assert {encoding for url, encoding in encodings.items() if url.endswith((".css", ".js"))} <= {"br", "gzip"}
