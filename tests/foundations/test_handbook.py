"""The handbook inside the editors' interface: who reads it, what is found in it, which screen leads where."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.urls import reverse

from foundations.delivery import static_files
from foundations.handbook.chapters import FOLDER, find_chapter, get_chapters
from foundations.handbook.rendering import make_anchor, render_chapter
from foundations.handbook.screens import SCREENS, find_help
from foundations.handbook.searching import find_sections, render_excerpt
from news.models import NewsIndexPage
from tests.builders import an_article

INDEX = "/quan-tri/tro-giup/"
QUERIES_OF_ANY_SCREEN = 10  # the session, the account, where it is signed in, what the sidebar shows


@pytest.fixture
def editors_client(client, db):
    client.force_login(get_user_model().objects.create_superuser("nhan", password="mat-khau"))
    return client


def rendered(text):
    return render_chapter(f"# Chương\n\n{text}", FOLDER)[1]


@pytest.mark.parametrize("address", [INDEX, f"{INDEX}viet-bai/", f"{INDEX}ban-in/", f"{INDEX}?q=anh"])
def test_a_stranger_is_asked_to_sign_in(client, db, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/quan-tri/login/")


def test_the_index_lists_every_chapter_with_its_sections(editors_client):
    html = editors_client.get(INDEX).content.decode()
    for chapter in get_chapters():
        assert f'href="{INDEX}{chapter.slug}/"' in html
        assert all(f"{chapter.slug}/#{section.anchor}" in html for section in chapter.contents)


def test_a_chapter_has_one_title_its_contents_and_its_neighbours(editors_client):
    html = editors_client.get(f"{INDEX}viet-bai/").content.decode()
    assert html.count("<h1") == 1
    assert 'href="#lưu-bài"' in html
    assert 'id="lưu-bài"' in html
    assert f'href="{INDEX}bang-dieu-khien/" rel="prev"' in html
    assert f'href="{INDEX}dan-tu-word/" rel="next"' in html


def test_a_chapter_that_does_not_exist_is_not_found(editors_client):
    assert editors_client.get(f"{INDEX}khong-co/").status_code == 404


def test_the_whole_handbook_for_paper_has_every_chapter_and_no_anchor_twice(editors_client):
    html = editors_client.get(f"{INDEX}ban-in/").content.decode()
    assert html.count('class="handbook-chapter"') == len(get_chapters())
    anchors = re.findall(r'<h\d id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_help_menu_leads_to_the_handbook(editors_client, number):
    address = [INDEX, f"{INDEX}cau-hoi-thuong-gap/", f"{INDEX}tra-nhanh/"][number]
    assert f'"url": "{address}"' in editors_client.get("/quan-tri/").content.decode()
    assert editors_client.get(address).status_code == 200


def test_links_between_files_become_links_between_chapters():
    assert 'href="/quan-tri/tro-giup/anh/"' in rendered("[Ảnh](05-anh.md)")
    assert f'href="{INDEX}chi-tieu/#b%C3%A0i' in rendered("[Bài](10-chi-tieu.md#bài-được-tính-thế-nào)")
    assert 'href="https://dichvucong.gov.vn"' in rendered("[Cổng](https://dichvucong.gov.vn)")


def test_every_link_inside_the_handbook_leads_to_a_chapter_or_outside():
    links = {link for chapter in get_chapters() for link in re.findall(r'href="([^"]+)"', chapter.html)}
    inner = {link.partition("#")[0].removeprefix(INDEX).strip("/") for link in links if link.startswith(INDEX)}
    assert inner <= {chapter.slug for chapter in get_chapters()}
    assert not [link for link in links if link.endswith(".md")]


def test_html_in_the_text_is_shown_and_not_run():
    assert "&lt;script&gt;" in rendered("<script>alert(1)</script>")


def test_a_table_scrolls_by_itself_and_by_keyboard():
    assert '<div class="handbook-table" role="group" tabindex="0"' in rendered("| a | b |\n| - | - |\n| 1 | 2 |")


def test_pictures_are_static_files_with_their_size_and_description():
    name = next(FOLDER.glob("anh/*.png")).name
    html = rendered(f"![Ảnh của một màn hình](anh/{name})")
    assert 'alt="Ảnh của một màn hình"' in html
    assert re.search(r'width="\d+" height="\d+"', html)
    assert finders.find(f"so-tay/{name}")


def test_a_changed_picture_is_collected_again(monkeypatch, tmp_path):
    before = static_files.make_fingerprint()
    (tmp_path / "moi.png").write_bytes(b"moi")
    monkeypatch.setattr("django.conf.settings.STATICFILES_DIRS", [("so-tay", tmp_path)])
    assert static_files.make_fingerprint() != before


def test_a_chapter_without_a_title_is_refused():
    with pytest.raises(ValueError, match="begins with its title"):
        render_chapter("Chữ không có tiêu đề", FOLDER)


@pytest.mark.parametrize(
    ("title", "anchor"), [("Gửi duyệt", "gửi-duyệt"), ("Có, không?", "có-không"), ("A › B", "a--b")]
)
def test_anchors_are_those_of_the_repositorys_web_page(title, anchor):
    assert make_anchor(title) == anchor


@pytest.mark.parametrize(
    ("query", "slug", "section"),
    [
        ("quên mật khẩu", "dang-nhap", "Quên mật khẩu"),
        ("quen mat khau", "dang-nhap", "Quên mật khẩu"),
        ("đính chính", "sau-khi-dang", "Đính chính"),
        ("khóa sổ", "chi-tieu", "Khóa sổ tháng (Ban biên tập)"),
        ("dữ liệu cá nhân", "gop-y", "Yêu cầu về dữ liệu cá nhân"),
    ],
)
def test_what_is_looked_for_comes_first(query, slug, section):
    first = find_sections(query)[0]
    assert (first.chapter.slug, first.section.title) == (slug, section)


@pytest.mark.parametrize("query", ["", "  ", "zzqq", "mật khẩu zzqq", '"', "%_"])
def test_what_is_nowhere_finds_nothing(query):
    assert find_sections(query) == []


def test_an_excerpt_marks_the_words_and_escapes_the_rest():
    assert render_excerpt("Bấm <nút> để Lưu bài", {"luu"}) == "Bấm &lt;nút&gt; để <mark>Lưu</mark> bài"


def test_an_answer_without_results_says_what_to_do(editors_client):
    html = editors_client.get(INDEX, {"q": "<b>zzqq"}).content.decode()
    assert "Không tìm thấy" in html
    assert "&lt;b&gt;zzqq" in html


@pytest.mark.parametrize(("pattern", "slug", "anchor"), SCREENS)
def test_every_screen_named_is_explained_by_a_section_that_exists(pattern, slug, anchor):
    assert not slug or find_chapter(slug), pattern
    assert not anchor or find_chapter(slug).find_section(anchor), pattern


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("/quan-tri/", "", "bang-dieu-khien/"),
        ("/quan-tri/pages/add/news/articlepage/5/", "", "viet-bai/"),
        ("/quan-tri/pages/9/edit/", "news.articlepage", "viet-bai/"),
        ("/quan-tri/pages/9/edit/", "rankings.rankingpage", "xep-hang/"),
        ("/quan-tri/pages/9/edit/", "site_project.homepage", "bang-dieu-khien/#mở-trang-của-đơn-vị"),
        ("/quan-tri/bao-cao/gop-y/", "", "gop-y/"),
        ("/quan-tri/bao-cao/theo-ngay/", "", "tim-kiem-thong-ke/#xem-thống-kê"),
        ("/quan-tri/van-ban-dong-y/", "", "gop-y/#yêu-cầu-về-dữ-liệu-cá-nhân"),
    ],
)
def test_a_screen_leads_to_its_chapter(path, kind, expected):
    assert find_help(path, kind).url == INDEX + expected


@pytest.mark.parametrize("path", ["/quan-tri/tro-giup/", "/quan-tri/khong-co/", "/"])
def test_where_there_is_nothing_to_say_there_is_no_link(path):
    assert find_help(path) is None


def test_the_forms_of_an_article_link_to_their_chapter(editors_client, home):
    column = NewsIndexPage.objects.get(slug="thong-bao")
    article = an_article(column)
    for name, arguments in [("add", ["news", "articlepage", column.pk]), ("edit", [article.pk])]:
        html = editors_client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments)).content.decode()
        assert f'href="{INDEX}viet-bai/" target="_blank"' in html


@pytest.mark.parametrize(
    "address", ["/quan-tri/images/", "/quan-tri/don-vi/", "/quan-tri/bao-cao/gop-y/", "/quan-tri/"]
)
def test_screens_of_every_build_link_to_their_chapter(editors_client, address):
    assert 'class="w-side-panel-toggle handbook-link"' in editors_client.get(address).content.decode()


def test_the_handbook_itself_costs_no_query_of_its_own(editors_client, django_assert_num_queries):
    editors_client.get(INDEX)
    with django_assert_num_queries(QUERIES_OF_ANY_SCREEN):
        editors_client.get(f"{INDEX}viet-bai/")
    with django_assert_num_queries(QUERIES_OF_ANY_SCREEN):
        editors_client.get(INDEX, {"q": "ảnh"})
