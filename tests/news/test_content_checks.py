"""What editors are told about a page before readers stumble over it."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.test.utils.form_data import rich_text, streamfield

from news.checks import content_faults
from news.checks.content_checker import OUR_RULES, ArticleContentChecker
from news.checks.content_faults import Fault, find_faults, is_match, render_warning
from news.models import ArticlePage
from tests.builders import a_board_member, a_desk, a_picture, a_unit, an_article, an_editor, column
from tests.news.test_editing import add_address, article_form, edit_address

pytestmark = pytest.mark.newest_wagtail

CAPITALS = "THÔNG BÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH"


@pytest.mark.parametrize(
    ("title", "shouts"),
    [
        (CAPITALS, True),
        ("THÔNG BÁO", True),
        ("KẾ HOẠCH 12/KH-UBND NĂM 2024", True),
        ("Sở Nội vụ: ĐẨY MẠNH CẢI CÁCH năm 2024", True),
        ("Đẩy mạnh cải cách hành chính, phường Thống Nhất", False),
        ("PAPI, SIPAS, PAR INDEX, PCI năm 2023", False),
        ("PAR INDEX 2023", False),
        ("UBND, HĐND tỉnh họp về CCHC", False),
        ("Ở Đăk Hà: Ủy ban nhân dân Xã A Ô ra quân", False),
    ],
)
def test_a_title_in_capitals_is_told_from_abbreviations(title, shouts):
    assert bool(re.search(content_faults.CAPITALS_PATTERN, title)) is shouts


@pytest.mark.parametrize(
    ("pattern", "faulty", "good"),
    [
        (
            content_faults.POOR_DESCRIPTION_PATTERN,
            ["IMG_2043.jpg", "DSC 0012", "z1234567890", "ảnh", "Hình ảnh", "Ảnh 2", "anh_hoi_nghi", "Ảnh minh họa."],
            ["Công chức hướng dẫn người dân nộp hồ sơ", "Ảnh Bác Hồ tại phòng họp", "Hình rồng trên mái đình"],
        ),
        (
            content_faults.VAGUE_LINK_PATTERN,
            ["tại đây", "Xem", "Xem tại đây.", "bấm vào đây", "Xem thêm…", "https://kontum.gov.vn/a", "vbpl.vn/tw/1"],
            ["Quyết định số 37/QĐ-UBND", "Xem Quyết định số 37/QĐ-UBND", "Nội vụ", "kontum.gov.vn", "37/QĐ-UBND"],
        ),
        (
            content_faults.TABLE_PATTERN,
            [
                "Bảng 1. Kết quả",
                "Biểu số 02",
                "Biểu đồ PAR INDEX",
                "Danh sách khen thưởng",
                "Ảnh chụp bảng điểm",
                "BẢNG",
            ],
            [
                "Bảng hướng dẫn tại bộ phận một cửa",
                "Biểu diễn văn nghệ",
                "Biểu trưng của tỉnh",
                "Băng rôn",
                "Người dân xem danh sách",
            ],
        ),
    ],
)
def test_words_that_say_nothing_are_told_from_words_that_do(pattern, faulty, good):
    assert [text for text in faulty if not is_match(pattern, text)] == []
    assert [text for text in good if is_match(pattern, text)] == []


def paragraph(html):
    return {"type": "paragraph", "value": html}


def picture(image, alt, caption=""):
    return {"type": "picture", "value": {"image": image.pk, "alt": alt, "caption": caption, "credit": ""}}


def table(caption, *headings):
    columns = [{"type": "text", "heading": heading} for heading in headings]
    rows = [{"values": ["Sở Nội vụ"] * len(headings)}]
    return {"type": "table", "value": {"table": {"columns": columns, "rows": rows, "caption": caption}, "source": ""}}


@pytest.fixture
def faulty_body(home):
    image = a_picture()
    return json.dumps(
        [
            paragraph(
                '<h2></h2><h2>Kết quả</h2><h4>Chi tiết</h4><p>Xem <a href="https://example.vn/">tại đây</a>.</p>'
            ),
            picture(image, ""),
            picture(image, "IMG_2043.jpg"),
            picture(image, "Kết quả chấm điểm", "Bảng 1. Kết quả năm 2023"),
            table("", "Đơn vị", ""),
        ]
    )


def test_each_fault_is_found_in_its_place(faulty_body):
    found = find_faults(
        an_article(title=CAPITALS, slug="thong-bao", body=faulty_body, cover=a_picture(), cover_alt="ảnh")
    )
    assert found == [
        ("title-in-capitals", CAPITALS),
        ("alt-text-quality", "ảnh"),
        ("vague-link", "tại đây"),
        ("empty-heading", "đề mục cấp 2"),
        ("heading-order", "Chi tiết"),
        ("picture-without-description", "ảnh trong bài"),
        ("alt-text-quality", "IMG_2043.jpg"),
        ("picture-of-a-table", "Kết quả chấm điểm"),
        ("table-without-caption", "Đơn vị"),
        ("empty-table-header", "bảng trong bài"),
    ]


def test_a_line_of_a_table_needs_its_name_too(home):
    body = [table("Kết quả", "Đơn vị", "Điểm")]
    assert find_faults(an_article(body=json.dumps(body))) == []
    body[0]["value"]["table"]["rows"][0]["values"][0] = ""
    assert find_faults(an_article(body=json.dumps(body))) == [("empty-table-header", "Kết quả")]


def test_headings_may_go_down_by_one_and_up_by_any(home):
    body = "<h2>Một</h2><h3>Hai</h3><h4>Ba</h4>"
    assert find_faults(an_article(body=json.dumps([paragraph(body), paragraph("<h2>Bốn</h2><h3>Năm</h3>")]))) == []
    assert find_faults(an_article(body=json.dumps([paragraph("<h3>Hai</h3>")]))) == [("heading-order", "Hai")]


def test_a_column_is_checked_by_its_title(home):
    page = column()
    assert find_faults(page) == []
    page.title = "TIN TỨC, SỰ KIỆN"
    assert find_faults(page) == [("title-in-capitals", "TIN TỨC, SỰ KIỆN")]


def shown_messages(client, address):
    return [str(message) for message in client.get(address).context["messages"]]


def warnings(answers):
    return [message for message in answers if "Nên xem lại" in message]


def test_whoever_submits_is_warned_and_not_held_up(client, home):
    desk = a_desk(a_unit())
    client.force_login(an_editor(desk))
    body = streamfield([("paragraph", rich_text("<h2>Một</h2><h4>Ba &lt;b&gt;</h4><p>Nội dung.</p>"))])
    form = article_form(title=CAPITALS, slug="thong-bao", body=body, action="action-submit")
    assert client.post(add_address(desk), form).status_code == 302
    assert ArticlePage.objects.get(slug="thong-bao").workflow_in_progress
    (message,) = warnings(shown_messages(client, reverse("wagtailadmin_home")))
    assert "Tiêu đề viết toàn chữ hoa" in message
    assert CAPITALS in message
    assert "Nhảy cấp đề mục</strong> (“Ba &lt;b&gt;”)" in message
    assert "Đề mục để trống" not in message


def test_faults_of_one_kind_are_told_together():
    message = render_warning([Fault("vague-link", "tại đây"), Fault("vague-link", "<xem>")])
    assert message.count("<li>") == 1
    assert "(“tại đây”, “&lt;xem&gt;”)" in message


def test_the_board_is_warned_when_it_publishes_what_it_has_before_it(client, home):
    article = an_article(parent=a_desk(a_unit()), title="Thông báo", slug="thong-bao")
    client.force_login(a_board_member())
    form = article_form(title=CAPITALS, slug="thong-bao", action="action-publish", go_live_at="2099-01-01 08:00")
    assert client.post(edit_address(article), form).status_code == 302
    assert len(warnings(shown_messages(client, reverse("wagtailadmin_home")))) == 1


def test_a_draft_and_a_clean_article_bring_no_warning(client, home):
    desk = a_desk(a_unit())
    client.force_login(an_editor(desk))
    client.post(add_address(desk), article_form(title=CAPITALS, slug="mot"))
    lead = "Từ ngày 1/7, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy; tháng đầu đã giải quyết 320 hồ sơ đúng hẹn."
    client.post(add_address(desk), article_form(slug="hai", lead=lead, action="action-submit"))
    shown = shown_messages(client, reverse("wagtailadmin_home"))
    assert len(shown) == 2
    assert warnings(shown) == []


def test_the_checker_is_ours_beside_the_editor_and_in_the_preview(client, home):
    article = an_article(parent=a_desk(a_unit()))
    client.force_login(a_board_member())
    for address in (edit_address(article), reverse("wagtailadmin_pages:view_draft", args=[article.pk])):
        page = client.get(address).content.decode()
        said = re.search(r'<script id="checker-axe-configuration" type="application/json">(.*?)</script>', page)[1]
        configuration = json.loads(said)
        assert set(OUR_RULES) <= set(configuration["options"]["runOnly"])
        assert configuration["messages"]["vague-link"]["error_name"] == "Chữ của liên kết không nói rõ dẫn đến đâu"
    assert "news/content_checker" in page


def test_readers_get_nothing_of_the_checker(client, home):
    page = client.get(an_article().url).content.decode()
    assert "content_checker" not in page
    assert "axe" not in page


def test_every_rule_has_a_check_and_words_in_vietnamese(home):
    checks = {check["id"] for check in ArticleContentChecker.axe_custom_checks}
    for rule in ArticleContentChecker.axe_custom_rules:
        assert set(rule.get("any", [])) <= checks
    for rule in ArticleContentChecker.axe_run_only:
        words = ArticleContentChecker.axe_messages[rule]
        for said in (words["error_name"], words["help_text"]):
            assert re.search("[ạảãàáăâđêôơưếềệậấầộốồịọủụứừữ]", str(said)), (rule, str(said))
    assert len({rule["id"] for rule in ArticleContentChecker.axe_custom_rules}) == len(
        ArticleContentChecker.axe_custom_rules
    )
    assert set(ContentCheckerItem.axe_run_only) <= set(ArticleContentChecker.axe_run_only)
