"""The editors' interface in the browser: no screen, dialog or message of any role is in English."""

import re
from collections import deque

import pytest
from bs4 import BeautifulSoup

from tests.browser.admin_words import SHOWN, english_in, judged, list_said, pattern_of

pytestmark = pytest.mark.browser

# Downloads, what ends the session, what only takes a form, and what asks for a selection in its address.
PASSED_OVER = re.compile(r"logout|/bulk/|minh-chung|export=|sprite|\.(csv|json|xlsx|zip|pdf)$")
# Screens without a link to them from another one, and searches that find nothing.
UNLINKED = [
    "pages/?q=zzqq",
    "images/?q=zzqq",
    "documents/?q=zzqq",
    "reports/site-history/?user=1",
    "choose-page/",
    "choose-page/search/?q=zzqq",
    "choose-external-link/",
    "choose-email-link/",
    "choose-phone-link/",
    "choose-anchor-link/",
    "khong-co/",
]
# The last two have short menus.
ROLES = [("quan-tri", 110), ("quan-tri-vien", 60), ("ban-bien-tap", 50), ("bien-tap-vien", 16), ("nguoi-viet", 14)]
ARTICLE_PANELS = ["status", "checks", "comments", "preview"]


def address_without_numbers(address: str) -> str:
    return re.sub(r"\d+", "N", address.partition("?")[0])


def draw_screen(page, address: str) -> tuple[list[str], list[str]]:
    """What the screen says once its scripts have run, and where its links lead."""
    page.goto(address)
    if page.locator("#wagtail-sidebar").count():  # previews have none
        page.locator("#wagtail-sidebar nav").wait_for(state="attached")
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map((link) => link.getAttribute('href'))")
    return page.evaluate(SHOWN), hrefs


def read_screen(page, address: str) -> tuple[list[str], list[str]]:
    """What the screen says as it is sent, and where its links lead. Drawing it costs six times as much."""
    answer = page.context.request.get(address)
    if "html" not in answer.headers["content-type"]:
        return [], []
    return list_said(sent := BeautifulSoup(answer.text(), "html.parser")), [a["href"] for a in sent.select("a[href]")]


def list_links(hrefs: list[str]) -> list[str]:
    """Those that lead to screens."""
    return [href.partition("#")[0] for href in hrefs if href.startswith("/quan-tri/") and not PASSED_OVER.search(href)]


def an_article(page) -> str:
    """The address of the form of some article this account may edit."""
    page.goto("/quan-tri/reports/aging-pages/")
    return page.locator("tr", has_text="Tin, bài").locator("a[href$='/edit/']").first.get_attribute("href")


@pytest.mark.long
@pytest.mark.parametrize(("role", "least"), ROLES)
def test_every_screen_that_a_role_reaches_is_in_vietnamese(signed_in, sentences, role, least):
    """The first role sees every screen, and sees it drawn. What scripts add for the others is the menu."""
    page, known, english = signed_in(role), set(), {}
    todo, seen = deque(["/quan-tri/"]), set()
    while todo:
        address = todo.popleft()
        if (pattern := address_without_numbers(address)) in seen:
            continue
        look = draw_screen if role == ROLES[0][0] or not seen else read_screen
        seen.add(pattern)
        said, hrefs = look(page, address)
        if found := english_in([text for text in said if text not in known], sentences):
            english[address] = found
        known.update(said)
        todo.extend(link for link in list_links(hrefs) if address_without_numbers(link) not in seen)
    assert not english
    assert len(seen) >= least


def test_screens_without_a_link_and_empty_answers_are_in_vietnamese(signed_in, sentences):
    page, known, english = signed_in("quan-tri"), set(), {}
    for address in UNLINKED:
        answer = page.context.request.get(f"/quan-tri/{address}")
        if "json" in answer.headers["content-type"]:
            page.evaluate("html => { document.body.innerHTML = html }", answer.json()["html"])
        else:
            page.goto(f"/quan-tri/{address}")
        if found := judged(page, sentences, known):
            english[address] = found
    assert not english


def test_signing_in_is_in_vietnamese(open_page, sentences):
    page, known = open_page(), set()
    page.goto("/quan-tri/login/")
    assert judged(page, sentences, known) == []
    page.fill("input[name=username]", "ai-do")
    page.fill("input[name=password]", "sai")
    page.click("button[type=submit]")
    page.locator(".messages li").first.wait_for()
    assert judged(page, sentences, known) == []
    page.goto("/quan-tri/password_reset/")
    assert judged(page, sentences, known) == []


def test_the_panels_dialogs_and_menus_of_the_article_form_are_in_vietnamese(signed_in, sentences):
    page, known, english = signed_in("quan-tri"), set(), {}
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(an_article(page))

    def look(at):
        if found := judged(page, sentences, known):
            english[at] = found

    for panel in ARTICLE_PANELS:
        page.locator(f"[data-side-panel-toggle={panel}]:visible").first.click()
        page.locator(f"[data-side-panel={panel}]").wait_for()
        look(panel)
    page.locator("[data-side-panel-toggle=status]:visible").first.click()
    for dialog in page.locator("[data-a11y-dialog-show]:visible").all():
        dialog.click()
        page.locator("[role=dialog]:visible").wait_for()
        look(dialog.get_attribute("data-a11y-dialog-show"))
        page.keyboard.press("Escape")
    page.locator("button.c-sf-add-button").last.click()
    page.locator(".w-combobox").wait_for()
    look("blocks")
    assert not english


def test_writing_selecting_and_refusing_are_in_vietnamese(signed_in, sentences):
    page, known, english = signed_in("quan-tri"), set(), {}
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(an_article(page))

    def look(at):
        if found := judged(page, sentences, known):
            english[at] = found

    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.type("cải cách ")
    page.keyboard.press("Shift+Home")
    page.locator(".Draftail-Toolbar:visible, .Draftail-FloatingToolbar:visible").first.wait_for()
    look("toolbar")
    page.fill("#id_title", "")
    page.locator("button.action-save").first.click()
    page.locator(".messages .error, .w-field__errors:visible").first.wait_for()
    look("refused")
    page.goto("/quan-tri/")
    page.keyboard.press("?")
    page.locator("[role=dialog]:visible").wait_for()
    look("shortcuts")
    page.goto("/quan-tri/documents/multiple/add/")
    page.set_input_files("input[type=file]", {"name": "a.exe", "mimeType": "text/plain", "buffer": b"x"})
    page.locator(".upload-failure, .error-message").first.wait_for()
    look("upload")
    assert not english


def test_english_would_be_noticed(sentences):
    shown = ["Page locked", "3 pages selected", "Đã lưu page", "Trang chủ", "Wagtail", "Ctrl + s", "1 trang"]
    assert english_in(shown, sentences) == ["Page locked", "3 pages selected", "Đã lưu page"]


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [("%(n)s pages", r".+\ pages"), ("<b>No</b> results", r"No\ results"), ("%(a)s: %(b)s", "")],
)
def test_a_message_is_recognised_whatever_stands_in_its_placeholders(sentence, pattern):
    assert pattern_of(sentence) == pattern
