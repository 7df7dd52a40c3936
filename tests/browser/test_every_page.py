"""Every kind of public page: opened once, then looked at in every width, mode and device setting.

To open a page in an empty browser costs more than any look at it. So the checks of a look stand here one after the
other, each a subtest under its own name; each look says what it sets, and takes back what the next must not have.
"""

import json
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import EXPLAINED, MODES, PAGES, check, without_script
from tests.browser.display_choices import choose_display
from tests.browser.page_checks import (
    BORDERLESS,
    CLIPPED_AND_OVERLAID,
    MOVING,
    REACHED,
    TARGETS,
    find_crowded,
)
from tests.browser.test_listen import LINH, SYNTHESIS

pytestmark = pytest.mark.browser

MAX_BYTES = 50 * 1024  # HTML, CSS and script of a page, as transferred
MAX_REQUESTS = 3  # before the text can be read
PHONE = {"width": 320, "height": 900}
DESK = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
# The end of the page: its foot, or on a sheet without one what stands last.
END = ".site-footer .footer-name, body:not(:has(.site-footer)) main > :last-child"
# A picture that is loaded only when it is needed is needed now.
LOAD_ALL = """async () => {
    window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'});
    for (const image of document.images) image.loading = 'eager';
    await Promise.allSettled([...document.images].map((image) => image.decode()));
}"""


@dataclass
class Visit:
    """An open page, what it is called among PAGES, and what it asked for and complained of while it was open."""

    page: Page
    kind: str
    subtests: pytest.Subtests
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def get_width(self) -> int:
        """Of all that the page holds; more than the screen's makes it scroll to the side."""
        return self.page.evaluate("document.documentElement.scrollWidth")


@pytest.fixture(params=PAGES)
def kind(request):
    return request.param


@pytest.fixture
def visit(open_page, subtests, kind):
    page = open_page(width=360)
    # A device that can speak, without a voice as yet: as if it could not.
    page.add_init_script(f"({SYNTHESIS})([])")
    begun = Visit(page, kind, subtests)
    page.on("request", lambda request: begun.asked.append(request.url))
    page.on("console", lambda message: begun.complaints.append(message.text))
    return begun


def test_a_page_in_every_look(visit, site):
    """The first look is that of an empty browser; the last one opens what is folded away."""
    look_at_first_load(visit)
    look_on_phone(visit)
    look_at_400_percent(visit)
    look_on_desk(visit)
    look_in_every_mode(visit)
    look_without_motion(visit)
    look_in_forced_colours(visit)
    look_at_pointer_targets(visit)
    visit.page.evaluate(LOAD_ALL)
    with visit.subtests.test("no other host is asked, no script complains"):
        assert [url for url in visit.asked if not url.startswith((site.address, "data:"))] == []
        assert [text for text in visit.complaints if "404" not in text] == []
    with visit.subtests.test("no cookie is set"):
        assert visit.page.context.cookies() == []


def look_at_first_load(visit):
    """What a first visit costs a reader on a slow line, measured over the real server."""
    page = visit.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(PAGES[visit.kind], wait_until="networkidle")
    session.detach()
    text = [sizes.get(request, 0) for request, kind in kinds.items() if kind in {"Document", "Stylesheet", "Script"}]
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').length"
    )
    with visit.subtests.test("a first visit stays within the budget"):
        assert 0 < sum(text) <= MAX_BYTES
        assert 1 + blocking <= MAX_REQUESTS


def look_on_phone(visit):
    visit.page.set_viewport_size(PHONE)
    visit.page.evaluate(LOAD_ALL)
    with visit.subtests.test("it fits the screen", width=PHONE["width"]):
        assert visit.get_width() <= PHONE["width"]
    choose_display(visit.page, visit.kind, {"text-size": "largest", "spacing": "wide"})
    with visit.subtests.test("the largest text with wide spacing fits the narrowest screen"):
        assert visit.get_width() <= PHONE["width"]
    choose_display(visit.page, visit.kind, {})


def look_at_400_percent(visit):
    """WCAG 2.2, 1.4.10."""
    page = visit.page
    page.set_viewport_size(ZOOMED)
    page.emulate_media(reduced_motion="reduce")
    with visit.subtests.test("a zoom of 400 % scrolls one way only"):
        assert visit.get_width() <= ZOOMED["width"]
        assert page.evaluate(CLIPPED_AND_OVERLAID) == {"clipped": [], "overlaid": []}
    for landmark in ("main h1", END):
        with visit.subtests.test("at 400 % it can be scrolled to", landmark=landmark):
            assert page.evaluate(REACHED, landmark)
    page.emulate_media(reduced_motion="no-preference")


def look_on_desk(visit):
    """Loaded again: what a page shows on a small screen alone, it decides while it loads."""
    page = visit.page
    page.set_viewport_size(DESK)
    page.reload()
    with visit.subtests.test("it fits the screen", width=DESK["width"]):
        assert visit.get_width() <= DESK["width"]
    with visit.subtests.test("it names its language"):
        assert page.locator("html").get_attribute("lang") == "vi"


def look_in_every_mode(visit):
    """A page without script is another visit: test_a_page_without_script."""
    for mode, (choice, scheme, script) in MODES.items():
        if not script:
            continue
        visit.page.emulate_media(color_scheme=scheme)
        choose_display(visit.page, visit.kind, json.loads(choice))
        with visit.subtests.test("axe finds no fault", mode=mode):
            assert_faultless(visit.page)
    visit.page.emulate_media(color_scheme="light")
    choose_display(visit.page, visit.kind, {})


def look_without_motion(visit):
    visit.page.emulate_media(reduced_motion="reduce")
    with visit.subtests.test("nothing moves where the reader wants no motion"):
        assert visit.page.evaluate(MOVING) == []
    visit.page.emulate_media(reduced_motion="no-preference")


def look_in_forced_colours(visit):
    """With a voice, so that the controls of reading aloud are looked at too."""
    page = visit.page
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.evaluate("(voices) => voice.arrive(voices)", [LINH])
    for section in page.locator(".listen").all():
        expect(section).to_be_visible()
    with visit.subtests.test("in forced colours every control has a border"):
        assert page.evaluate(BORDERLESS) == []
    with visit.subtests.test("axe finds no fault", mode="forced colours"):
        assert_faultless(page)
    page.evaluate("voice.arrive([])")
    page.emulate_media(forced_colors="none", color_scheme="light")


def look_at_pointer_targets(visit):
    for summary in visit.page.locator("summary").all():
        summary.click()
    with visit.subtests.test("a pointer hits every control"):
        assert find_crowded(visit.page.evaluate(TARGETS)) == []


@pytest.fixture
def page_without_script(get_kept_page):
    """A page whose own scripts do not run, and a function that allows script again."""
    page = get_kept_page()
    allow_script = without_script(page)
    yield page, allow_script
    allow_script()


def test_a_page_without_script(page_without_script, subtests, kind):
    """Loaded with script forbidden; it is allowed only at the end, for axe-core is script itself."""
    page, allow_script = page_without_script
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(PAGES[kind])
    with subtests.test("it reads without script"):
        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()
    page.set_viewport_size({"width": 800, "height": 900})
    assert page.locator("[data-view-switch]").is_hidden()  # a script shows it on small screens
    allow_script()
    with subtests.test("axe finds no fault", mode="Không JavaScript"):
        assert_faultless(page)


def assert_faultless(page):
    found = check(page)
    assert found["violations"] == {}
    assert set(found["incomplete"]) <= set(EXPLAINED)
