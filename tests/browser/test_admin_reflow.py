"""The editors' lists on a phone and on a desk: what does not fit can be scrolled to."""

import pytest

pytestmark = pytest.mark.browser

LISTS = ["images/", "gop-y/", "binh-luan/", "thanh-vien/", "thu-tuc/", "reports/aging-pages/"]
LISTS += ["bao-cao/gop-y/", "khong-co/"]
OUT_OF_REACH = """() => [...document.querySelectorAll("main :is(a, button, input, select, td, h1)")].filter((each) => {
  const box = each.getBoundingClientRect();
  if (!box.width || (box.left >= 0 && box.right <= innerWidth + 1)) return false;
  for (let around = each.parentElement; around !== document.body; around = around.parentElement) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(around).overflowX);
    if (scrolls && around.getBoundingClientRect().right <= innerWidth + 1) return false;
  }
  return each.checkVisibility({ visibilityProperty: true });
}).map((each) => each.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", [360, 820, 1280])
def test_nothing_of_a_list_is_out_of_reach(signed_in, width):
    page, cut = signed_in("quan-tri", width=width), {}
    for address in LISTS:
        page.goto(f"/quan-tri/{address}")
        page.locator("main h1").first.wait_for(state="attached")
        if found := page.evaluate(OUT_OF_REACH):
            cut[address] = found
    assert not cut
