"""Names offered under the search field while one types."""

import pytest

pytestmark = pytest.mark.browser


def typed(open_page, words, **profile):
    page = open_page(**profile)
    page.goto("/tim-kiem/")
    field = page.locator("main input[name=q]")
    field.press_sequentially(words)
    return page, field


@pytest.mark.parametrize("width", [360, 1280])
def test_a_name_is_chosen_by_keyboard_and_opened(open_page, width):
    page, field = typed(open_page, "dang ky khai s", width=width)
    options = page.locator("main [role=option]")
    options.first.wait_for()
    assert all("khai sinh" in text.casefold() for text in options.all_inner_texts()[:2])
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")
    page.wait_for_url("**/thu-tuc-hanh-chinh/**")


def test_escape_closes_the_list_and_enter_then_searches(open_page):
    page, field = typed(open_page, "khai sinh")
    page.locator("main [role=option]").first.wait_for()
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?*q=khai+sinh*")


def test_without_script_the_field_is_a_plain_one(open_page):
    page, field = typed(open_page, "khai sinh", script=False)
    assert field.get_attribute("role") is None
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?*q=khai+sinh*")
    assert page.locator("main mark").count()
