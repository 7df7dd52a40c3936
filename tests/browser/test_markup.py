"""What pages say of themselves: pictures with their sizes, tables with their heads, titles, the language."""

from collections import defaultdict

import pytest

from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser

WITH_PICTURES = {name: PAGES[name] for name in ("Trang chủ", "Chuyên mục", "Bài viết", "Trang của đơn vị")}

PICTURES = """() => [...document.querySelectorAll('main img, aside img')].map((img) => {
    const sources = [...(img.closest('picture')?.querySelectorAll('source') ?? [])];
    const several = [img, ...sources].some((el) => (el.getAttribute('srcset') ?? '').includes(','));
    return {
        name: img.currentSrc || img.src,
        measured: Number(img.getAttribute('width')) > 0 && Number(img.getAttribute('height')) > 0,
        sized: !several || [img, ...sources].every((el) => el.getAttribute('sizes')),
        webp: sources.some((el) => el.type === 'image/webp'),
        fallback: /\\.(jpe?g|png)$/.test(new URL(img.src).pathname),
        lazy: img.loading === 'lazy',
        below: img.getBoundingClientRect().top > innerHeight,
        described: img.hasAttribute('alt'),
    };
})"""

TABLES = """() => [...document.querySelectorAll('table')].map((table) => ({
    caption: table.caption?.innerText.trim(),
    heads: [...table.querySelectorAll('th')].map((th) => th.scope),
    bare: [...table.rows].filter((row) => !row.querySelector('th')).length,
    columns: table.tHead?.rows[0].cells.length,
    cells: [...table.tBodies].flatMap((body) => [...body.rows].map((row) => row.cells.length)),
}))"""


@pytest.mark.parametrize("address", WITH_PICTURES.values(), ids=WITH_PICTURES.keys())
def test_pictures_come_small_in_their_place_and_when_needed(open_page, address):
    page = open_page(width=360)
    page.goto(address)
    pictures = page.evaluate(PICTURES)
    assert pictures
    for quality in ("measured", "sized", "webp", "fallback", "described"):
        assert [one["name"] for one in pictures if not one[quality]] == [], quality
    assert [one["name"] for one in pictures if one["below"] and not one["lazy"]] == []
    first = pictures[0]
    assert first["below"] or not first["lazy"], first["name"]


@pytest.mark.parametrize("address", WITH_PICTURES.values(), ids=WITH_PICTURES.keys())
def test_a_browser_takes_webp_and_the_fallback_is_there_for_the_others(open_page, site, address):
    page = open_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('img').forEach((img) => { img.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    taken = page.eval_on_selector_all("main picture img", "imgs => imgs.map((img) => [img.currentSrc, img.src])")
    assert taken
    for current, fallback in taken:
        assert current.endswith(".webp")
        assert page.request.get(fallback).headers["content-type"] in {"image/jpeg", "image/png"}


@pytest.mark.parametrize(
    "address", [PAGES[name] for name in ("Bài viết", "Tuyên bố về khả năng tiếp cận", "Phong cách")]
)
def test_tables_have_a_caption_and_scoped_heads(open_page, address):
    page = open_page()
    page.goto(address)
    tables = page.evaluate(TABLES)
    assert tables or page.locator("main .note").count()
    for table in tables:
        assert table["caption"]
        assert set(table["heads"]) == {"col", "row"}
        assert table["bare"] == 0
        assert set(table["cells"]) == {table["columns"]}


WORDS_SOUGHT = {
    "Tìm kiếm": "ban quan ly",
    "Thủ tục tìm thấy": "lam lai giay khai sinh",
    "Không có thủ tục": "xyzxyz",
    "Tìm không thấy": "xyzxyz",
}


def test_each_page_has_a_title_of_its_own_that_names_page_and_site(open_page):
    page = open_page()
    page.goto("/")
    name = page.locator(".masthead-title").inner_text()
    titles, pages_of = {}, defaultdict(set)
    canonical = "document.querySelector('link[rel=canonical]')?.href ?? location.href"
    for kind, address in PAGES.items():
        page.goto(address)
        titles[kind] = page.title()
        pages_of[page.title()].add(page.evaluate(canonical))
        heading = page.locator("h1").inner_text().strip()
        assert WORDS_SOUGHT.get(kind, heading) in titles[kind]
    assert {title: pages for title, pages in pages_of.items() if len(pages) > 1} == {}
    assert {kind for kind, title in titles.items() if name not in title} == set()
