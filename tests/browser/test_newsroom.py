"""Writing an article as a clerk does it: the form from top to bottom, the title taken already, the list at its end."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TITLE = "Phường Thống Nhất trả kết quả hộ tịch tại nhà người dân"
TAKEN = f"""
from datetime import datetime
from tests.builders import a_document, an_article, column
an_article(column(), title="{TITLE.upper()}", slug="trung-tieu-de", published=datetime.now())
a_document("9876/QĐ-UBND", abstract="Phê duyệt đề án trả kết quả tại nhà")
"""


@pytest.fixture
def form(signed_in, site):
    """The form of a new article, reached by the one button of the dashboard."""

    def opened(**profile):
        page = signed_in("bien-tap-vien", **profile)
        page.locator(".newsroom-write a").first.click()
        page.locator("#id_title").wait_for()
        return page

    return opened


def tops(page, selectors):
    return [page.locator(selector).first.bounding_box()["y"] for selector in selectors]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_form_is_written_from_top_to_bottom_with_help_and_folded_extras(form, width):
    page = form(width=width)
    order = ["#id_title", "#id_lead", "#id_cover_alt", "#body-root, #id_byline", "#id_byline", "#id_source"]
    places = tops(page, order)
    assert places == sorted(places)
    for field in ("title", "lead", "cover_alt", "source"):
        help_of = page.locator(f"#id_{field}").get_attribute("aria-describedby").split()[0]
        expect(page.locator(f"#{help_of}")).to_contain_text("Ví dụ")
    expect(page.locator("#id_slug")).not_to_be_visible()
    expect(page.locator("[data-newsroom-points]")).to_contain_text("sau lần lưu đầu tiên")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_taken_title_is_told_while_one_types_and_a_named_document_is_cited_by_one_click(form, site):
    site.manage("shell", "--no-imports", "-c", TAKEN)
    page = form(width=1600)
    expect(page.locator("[data-side-panel=preview]")).to_be_visible()
    page.locator("#id_title").press_sequentially(f"{TITLE}.")
    expect(page.locator(".newsroom-same-titles")).to_contain_text("gần trùng tiêu đề")
    page.locator("#id_lead").press_sequentially("Theo Quyết định số 9876/QĐ-UBND.")
    button = page.locator("[data-cite='9876/QĐ-UBND']")
    expect(button).to_be_visible(timeout=30_000)
    expect(page.locator("[data-newsroom-points]")).to_contain_text("đang có 5 chữ")
    button.click()
    expect(page.locator("input[name^=body-][name$=-value-number]")).to_have_value("9876/QĐ-UBND")
    expect(page.locator("[data-newsroom-points]")).not_to_contain_text("Dẫn 9876/QĐ-UBND")
    preview = page.frame_locator("[data-side-panel=preview] iframe").first
    expect(preview.locator("h1")).to_have_text(f"{TITLE}.", timeout=30_000)
