"""An article read aloud: with a voice made up here, which says what it was given to say."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check

pytestmark = pytest.mark.browser

ARTICLE = "/cai-cach-hanh-chinh/so-noi-vu-tinh-kon-tum/par-index-nam-2023-kon-tum-tang-12-bac/"
LINH = {"name": "Linh", "voiceURI": "linh", "lang": "vi-VN", "localService": True, "default": False}
ANDROID = {"name": "vi", "voiceURI": "vi", "lang": "vi_VN", "localService": True, "default": False}
REMOTE = {"name": "HoaiMy Online", "voiceURI": "hoaimy", "lang": "vi-VN", "localService": False, "default": True}
ENGLISH = {"name": "Alex", "voiceURI": "alex", "lang": "en-US", "localService": True, "default": True}
SYNTHESIS = Path(__file__).with_name("made_up_voice.js").read_text()
BODY = """<div class="rich-text"><h2>Kết quả (CCHC)</h2>
<p>UBND tỉnh đạt 92,44 điểm.</p><ol start="2"><li>Một<ul><li>Hai</li></ul></li></ol></div>
<figure><img alt="Hội trường" src="data:,"><figcaption>Hội nghị của HĐND</figcaption></figure>
<figure class="quotation"><blockquote><p>Phải làm nhanh.</p><p>Làm đúng</p></blockquote>
<figcaption>Ông A</figcaption></figure>
<figure class="table-figure"><div class="table-scroll"><table><caption>Điểm</caption>
<thead><tr><th>Năm</th><th>PAR INDEX</th></tr></thead>
<tbody><tr><th>2023</th><td>86,14</td></tr><tr><th>2024</th><td></td></tr></tbody></table></div>
<figcaption>Nguồn: BNV</figcaption></figure>
<p class="citation"><span>Văn bản</span> <a href="#">30/2021/NĐ-CP</a>: Về SNV và TTHC</p>"""
KINDS = ["h2", "p", "li", "li", "figure", "p", "p", "figcaption", "caption", "tr", "tr", "figcaption", "p"]


@pytest.fixture
def open_article(open_page):
    """Opens the article in a browser that has these voices."""

    def opened(*voices, reduced_motion="reduce", **profile):
        page = open_page(**profile)
        page.emulate_media(reduced_motion=reduced_motion)
        page.add_init_script(f"({SYNTHESIS})({json.dumps(voices)})")
        page.goto(ARTICLE)
        return page

    return opened


@pytest.fixture
def page(open_article):
    """An article being read, with a voice of the device."""
    opened = open_article(LINH)
    press(opened, "Nghe bài")
    return opened


def said(page):
    return page.evaluate("voice.said.map((one) => one.text)")


def wait_until_said(page, count):
    page.wait_for_function("(count) => voice.said.length === count", arg=count)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def with_body(page, html):
    page.evaluate("(html) => { document.querySelector('.article-body').innerHTML = html; }", html)


def read_to_the_end(page):
    """Ends piece after piece and returns what kind of element was marked at each."""
    return page.evaluate("""() => {
      const marked = [];
      for (; voice.speaking; voice.end()) marked.push(document.querySelector(".being-read").localName);
      return marked;
    }""")


@pytest.mark.parametrize("voices", [[], [ENGLISH], [REMOTE]], ids=["none", "English", "remote"])
def test_without_a_vietnamese_voice_of_the_device_there_is_no_button(open_article, voices):
    page = open_article(*voices)
    page.wait_for_timeout(400)
    expect(page.locator(".listen")).to_be_hidden()


@pytest.mark.parametrize("voice", [LINH, ANDROID], ids=lambda voice: voice["lang"])
def test_the_voice_of_the_device_is_taken_and_never_a_remote_one(open_article, voice):
    page = open_article(REMOTE, ENGLISH, voice)
    press(page, "Nghe bài")
    spoken = page.evaluate("voice.said")[0]
    assert (spoken["voice"], spoken["lang"], spoken["rate"]) == (voice["name"], voice["lang"], 1)
    assert spoken["text"] == page.locator("h1").inner_text().replace("PAR INDEX", "chỉ số cải cách hành chính")


@pytest.mark.parametrize("arrival", ["arrive", "arriveUnannounced"])
def test_a_voice_that_arrives_late_is_noticed_and_one_that_leaves_too(open_article, arrival):
    page = open_article()
    expect(page.locator(".listen")).to_be_hidden()
    page.evaluate(f"(voices) => voice.{arrival}(voices)", [LINH])
    expect(page.locator(".listen")).to_be_visible()
    press(page, "Nghe bài")
    page.evaluate("voice.arrive([])")
    expect(page.locator(".listen")).to_be_hidden()
    assert not page.evaluate("voice.speaking")
    assert page.locator(".being-read").count() == 0


def test_a_late_voice_moves_nothing_on_the_page(open_article):
    for width in (1280, 360):
        page = open_article(width=width)
        before = page.locator(".article-body").bounding_box()
        page.evaluate("(voices) => voice.arrive(voices)", [LINH])
        expect(page.locator(".listen")).to_be_visible()
        assert page.locator(".article-body").bounding_box() == before


def test_the_whole_article_is_said_in_its_order_and_each_part_marked(open_article):
    page = open_article(LINH)
    with_body(page, BODY)
    press(page, "Nghe bài")
    marked = read_to_the_end(page)
    spoken = said(page)
    first = spoken.index("Kết quả (cải cách hành chính)")
    assert spoken[first : first + 13] == [
        "Kết quả (cải cách hành chính)",
        "ủy ban nhân dân tỉnh đạt 92,44 điểm.",
        "2. Một",
        "Hai",
        "Ảnh: Hội trường. Hội nghị của hội đồng nhân dân.",
        "Trích dẫn: Phải làm nhanh.",
        "Làm đúng. Hết trích dẫn.",
        "Ông A",
        "Bảng: Điểm",
        "Năm: 2023; chỉ số cải cách hành chính: 86,14.",
        "Năm: 2024; chỉ số cải cách hành chính: trống.",
        "Nguồn: BNV",
        "Văn bản 30 năm 2021 nghị định chính phủ: Về SNV và thủ tục hành chính",
    ]
    assert [marked[0], *marked[first : first + 13]] == ["h1", *KINDS]
    assert page.locator("[data-listen=status]").inner_text() == "Đã đọc hết bài."
    assert page.locator(".being-read, article [aria-current]").count() == 0


def test_more_abbreviations_come_from_the_page_and_a_doubled_name_is_said_once(open_article):
    page = open_article(LINH)
    with_body(page, "<p>Cải cách hành chính (CCHC), chỉ số PAR INDEX.</p><p>Mức hài lòng SIPAS, C++ của SNV, SNVX</p>")
    more = "SNV=sở nội vụ; C++=xê; SIPAS=hài lòng chung; hỏng"
    page.locator(".listen").evaluate("(section, more) => { section.dataset.abbreviations = more; }", more)
    press(page, "Nghe bài")
    read_to_the_end(page)
    expected = ["Cải cách hành chính, chỉ số cải cách hành chính.", "Mức hài lòng chung, xê của sở nội vụ, SNVX"]
    assert expected == [text for text in said(page) if text in expected]


def test_long_paragraphs_are_cut_at_ends_of_sentences_and_nothing_is_lost(open_article):
    page = open_article(LINH)
    sentences = [f"Câu thứ {number} nói về cải cách, có số 1.234,5 và vài chữ cho dài." for number in range(12)]
    endless = "từ " * 150 + "hết"
    with_body(page, f"<p>{' '.join(sentences)}</p><p>{endless}</p>")
    press(page, "Nghe bài")
    read_to_the_end(page)
    spoken = said(page)
    assert max(map(len, spoken)) < 200
    assert all(text.endswith("dài.") for text in spoken if text.startswith("Câu"))
    assert " ".join([*sentences, endless]) in " ".join(spoken)


def test_a_pause_is_kept_and_the_same_piece_is_said_again(page):
    page.evaluate("voice.end()")
    pause = page.get_by_role("button", name="Tạm dừng", exact=True)
    expect(pause).to_have_attribute("aria-pressed", "false")
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-listen=status]")).to_have_text("Đã tạm dừng đọc.")
    expect(page.locator(".being-read")).to_have_count(1)
    assert not page.evaluate("voice.speaking")
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "false")
    wait_until_said(page, 3)
    assert said(page)[1] == said(page)[2]


def test_next_and_previous_go_by_paragraph_also_while_paused(page):
    press(page, "Đoạn sau")
    wait_until_said(page, 2)
    expect(page.locator("[data-listen=status]")).to_contain_text("Đoạn 2/")
    press(page, "Đoạn trước")
    wait_until_said(page, 3)
    assert said(page)[0] == said(page)[2]
    press(page, "Tạm dừng")
    press(page, "Đoạn sau")
    assert len(said(page)) == 3
    press(page, "Tạm dừng")
    wait_until_said(page, 4)
    assert said(page)[3] == said(page)[1]


def test_the_rate_changes_at_once_and_is_remembered(page):
    rate = page.get_by_label("Tốc độ đọc")
    assert rate.locator("option").all_inner_texts() == ["0,8", "0,9", "1,0", "1,1", "1,2", "1,3", "1,4", "1,5"]
    rate.select_option("1.3")
    wait_until_said(page, 2)
    assert page.evaluate("voice.said.map((one) => one.rate)") == [1, 1.3]
    page.reload()
    press(page, "Nghe bài")
    assert page.evaluate("voice.said[0].rate") == 1.3


def test_stopping_closes_the_panel_and_begins_anew_later(page):
    page.evaluate("voice.end()")
    press(page, "Dừng đọc")
    expect(page.locator("[data-listen=status]")).to_have_text("Đã dừng đọc.")
    assert not page.evaluate("voice.speaking")
    press(page, "Nghe bài")
    assert said(page)[0] == said(page)[2]


def test_leaving_the_page_stops_the_voice(page):
    page.evaluate("() => { voice.cancel = () => sessionStorage.setItem('silenced', location.pathname); }")
    page.goto("/gioi-thieu/")
    assert page.evaluate("sessionStorage.getItem('silenced')") == ARTICLE


def test_a_lost_end_does_not_stop_the_reading_and_an_error_does(page):
    page.evaluate("voice.lose()")
    wait_until_said(page, 2)
    page.evaluate("voice.fail(voice.queue[0], 'synthesis-failed')")
    expect(page.locator("[data-listen=status]")).to_have_text("Máy không đọc được bằng giọng này.")


def test_the_keyboard_alone_is_enough(open_article):
    page = open_article(LINH)
    page.get_by_role("button", name="Nghe bài", exact=True).focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.dataset.listen"
    assert page.evaluate(focused) == "pause"
    for name in ("previous", "next", "stop", "rate"):
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == name
    page.keyboard.press("ArrowDown")
    wait_until_said(page, 2)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.evaluate(focused) == "play"


@pytest.mark.parametrize(("motion", "behavior"), [("reduce", "instant"), ("no-preference", "smooth")])
def test_the_part_being_read_comes_into_view(open_article, motion, behavior):
    page = open_article(LINH, reduced_motion=motion)
    page.evaluate("""() => {
      const [moves, move] = [(window.moves = []), Element.prototype.scrollIntoView];
      Element.prototype.scrollIntoView = function (how) {
        move.call(this, { ...how, behavior: moves.push(how.behavior) && "instant" });
      };
    }""")
    press(page, "Nghe bài")
    for _part in range(5):
        page.evaluate("voice.end()")
        expect(page.locator(".being-read")).to_be_in_viewport()
    assert set(page.evaluate("moves")) == {behavior}


def test_a_reader_who_scrolled_elsewhere_is_left_there(open_article):
    page = open_article(LINH, height=500)
    press(page, "Nghe bài")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    place = page.evaluate("window.scrollY")
    page.evaluate("voice.end()")
    assert page.evaluate("window.scrollY") == place
    press(page, "Đoạn sau")
    expect(page.locator(".being-read")).to_be_in_viewport()


def test_nothing_is_asked_of_any_host_while_it_reads(open_article):
    page = open_article(LINH)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    asked = []
    for kind in ("request", "websocket"):
        page.on(kind, lambda one: asked.append(one.url))
    press(page, "Nghe bài")
    read_to_the_end(page)
    page.wait_for_timeout(300)
    assert (len(said(page)) > 3, asked) == (True, [])


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_panel_fits_and_has_no_fault_that_axe_finds(open_article, width):
    page = open_article(LINH, width=width)
    press(page, "Nghe bài")
    for _part in range(3):
        assert check(page)["violations"] == {}
        page.evaluate("voice.end()")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_it_is_absent(open_page):
    page = open_page(script=False)
    page.goto(ARTICLE)
    expect(page.locator(".listen")).to_be_hidden()
