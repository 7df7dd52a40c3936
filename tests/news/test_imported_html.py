"""HTML in articles of old sites: read into blocks, never shown as tags, and what is left out is named."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from news.article_imports.html_bodies import has_html, read_html
from news.models import ArticlePage
from tests.news.old_articles import a_file, import_articles
from tests.sample_files import COLLECTION, SAMPLES

MARKUP = (COLLECTION or SAMPLES) / "articles" / "markup"


def the_article(folder, **changes) -> tuple[ArticlePage, str]:
    a_file(folder, **changes)
    out = import_articles(folder)
    return ArticlePage.objects.get(), out


def kinds(article) -> list[str]:
    return [block.block_type for block in article.body]


def sources(article) -> str:
    return "".join(block.value.source for block in article.body if block.block_type == "paragraph")


@pytest.mark.django_db
def test_html_of_an_old_editor_becomes_blocks_and_what_is_left_out_is_named(home, tmp_path):
    body = """<p style="text-align: justify;"><strong>(Cổng TTĐT)</strong> &ndash; Ng&agrave;y
24/01/2022, t&#7881;nh h&#7885;p.</p>
<h3>Kết quả</h3><ul><li>Một &amp; hai</li><li>Ba</li></ul><script>alert(1)</script>
<p><img src="/Portals/0/anh%20hop.jpg" alt=""/></p><p style="text-align:center"><em>Quang cảnh</em></p>
<table><tr><th>Đơn vị</th><th>Điểm</th></tr><tr><td>A</td><td>1</td></tr></table>
<p>Xem <a href="/van-ban/37">Quyết định 37</a>, <a href="https://a.vn/b">bản gốc</a>; tỷ lệ < 5% và <họ tên>.</p>"""
    article, out = the_article(tmp_path, content=body, body=None, captions=[])
    assert article.dateline == "(Cổng TTĐT)"
    assert article.lead == "Ngày 24/01/2022, tỉnh họp."
    assert kinds(article) == ["paragraph", "lost_picture", "table", "paragraph"]
    assert article.body[1].value["caption"] == "Quang cảnh"
    text = re.sub(r' data-block-key="\w+"', "", sources(article))
    assert "<h3>Kết quả</h3><ul><li>Một &amp; hai</li><li>Ba</li></ul>" in text
    assert 'Quyết định 37, <a href="https://a.vn/b">bản gốc</a>; tỷ lệ &lt; 5% và &lt;họ tên&gt;.' in text
    assert "alert" not in text
    assert "1 ảnh không có tệp, chỉ còn chú thích: /Portals/0/anh%20hop.jpg." in out
    assert "1 liên kết không dẫn tới trang nào, chỉ còn chữ: /van-ban/37." in out
    assert "Mã của trang cũ, không phải nội dung, không được lấy: script (1)." in out


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["Tỷ lệ < 5% và > 3%", "a<b và c>d", "<họ tên>, <ten>", "x <3", "if (a<b) {}", "AT&T và A&B", "dấu <- và ->"],
)
def test_plain_text_that_merely_holds_angle_brackets_stays_text(home, tmp_path, text):
    article, _out = the_article(tmp_path, body=["Đoạn một không chấm", text], captions=[])
    assert not has_html(text)
    assert BeautifulSoup(sources(article), "html.parser").get_text().endswith(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<P CLASS=a>Một</P>", "Một"),
        ('<p class="a"style="b">Một</p>', "Một"),
        ("<o:p>Một</o:p>", "Một"),
        ("Một<br/>hai", "Một hai"),
        ("M&#7897;t &quot;hai&quot;", 'Một "hai"'),
        ("&lt;p&gt;Một &lt;b&gt;hai&lt;/b&gt;&lt;/p&gt;", "Một hai"),
        ("<p>Một <!-- ẩn --> hai", "Một hai"),
        ("<div><b>Một</b> < 5 <i>hai", "Một < 5 hai"),
        ('<div id=a">Một</div> <p>hai <b và c></p>', "Một hai <b và c>"),
        ("<p>https://a.vn/b?c=1</p>", "https://a.vn/b?c=1"),
    ],
)
def test_ways_in_which_old_sites_write_html(text, line):
    assert has_html(text)
    assert " ".join(" ".join(read_html([text]).lines).split()) == line


@pytest.mark.django_db
def test_title_and_byline_without_tags_and_entities(home, tmp_path):
    article, _out = the_article(
        tmp_path, title="Sở <b>Nội vụ</b> &amp; các huyện", byline="Nguy&#7877;n V&#259;n A", body=["Một đoạn."]
    )
    assert article.title == "Sở Nội vụ & các huyện"
    assert [author.name for author in article.authors.all()] == ["Nguyễn Văn A"]


@pytest.mark.django_db
def test_a_body_of_html_paragraphs_with_captions(home, tmp_path):
    article, _out = the_article(
        tmp_path,
        body=["<p>Mở đầu của bài.</p>", "Đoạn thường < 5%", "<p><i>Ảnh một</i></p>", "<p>Cuối</p>"],
        captions=["Ảnh một", "Ảnh hai"],
    )
    assert article.lead == "Mở đầu của bài."
    assert kinds(article) == ["paragraph", "lost_picture", "paragraph", "lost_picture"]
    assert [block.value["caption"] for block in article.body if block.block_type == "lost_picture"] == [
        "Ảnh một",
        "Ảnh hai",
    ]


def real_bodies() -> list[str]:
    """Real bodies of three old sites, where the samples are at hand."""
    found = []
    for name, field in (("alov_articles_inline-styles.json", "html"), ("xuan-hoa_tuyen-truyen_html.json", "content")):
        path = MARKUP / name
        found += [each[field] for each in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []
    path = MARKUP / "govap_ckeditor_articles.sql"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return found + [each.replace("\\r\\n", "\n") for each in re.findall(r"'(<p>.*?)', \d+", text)]


def get_words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def test_every_word_of_real_bodies_of_old_sites_is_in_the_parts():
    bodies = real_bodies()
    if not bodies:
        pytest.skip("the samples are not here")
    for body in bodies:
        soup = BeautifulSoup(body, "html.parser")
        for each in soup.find_all(["br", "p", "div", "li", "ul", "ol", "td", "h2", "h3", "h4"]):
            each.insert_before(" ")
            each.insert_after(" ")
        expected = get_words(soup.get_text())
        found = get_words(" ".join(read_html([body]).lines))
        assert [word for word in found if not word.isdigit()] == [word for word in expected if not word.isdigit()]


TAGS = ["<p>", "</p>", "<div class=a>", "</div>", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</table>", "<o:p>"]
TAGS += ["<img src=x>", "<a href='/x'>", "</a>", "<!-- x -->"]
PIECES = st.sampled_from([*TAGS, "một", "hai ", "< 5%", "<họ>", "&amp;", "&nbsp;", "\n", ">"])


@given(st.lists(PIECES, max_size=14))
def test_no_html_leaves_a_tag_in_the_text_or_loses_a_word(pieces):
    text = "".join(pieces)
    body = read_html([text])
    shown = " ".join(body.lines)
    assert not re.search(r"</?(?:p|div|b|table|tr|td|img|a|o:p)\b", shown)
    for word in ("một", "hai", "họ", "5"):
        assert shown.count(word) == text.count(word)
