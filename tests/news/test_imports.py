"""Articles of old sites: what becomes of a file, and of a second run."""

import pytest
from django.core.management import CommandError
from django.utils import timezone
from wagtail.models import Site

from foundations.counters.models import OpeningBalance
from foundations.units.models import UnitAlias
from news.models import ArticlePage
from tests.builders import a_desk, a_unit, an_article, column
from tests.news.old_articles import FIVE, a_file, five_files, import_articles, rows
from tests.sample_files import find_folders, get_extent

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(home, tmp_path):
    """The five articles, imported; by their number."""
    import_articles(five_files(tmp_path))
    return [ArticlePage.objects.get(import_id=data["id"]) for data in FIVE]


def the_article(folder, **changes) -> ArticlePage:
    """The one article of a folder with one file."""
    a_file(folder, **changes)
    import_articles(folder)
    return ArticlePage.objects.get()


def blocks(article) -> list[tuple[str, str]]:
    """Kind and text of each block of the body."""
    return [
        (block.block_type, block.value["caption"] if block.block_type == "lost_picture" else block.value.source)
        for block in article.body
    ]


def day_of(article) -> tuple[str, str]:
    return f"{timezone.localtime(article.first_published_at):%d/%m/%Y %H:%M}", article.date_basis


def test_the_day_of_each_article_is_known_with_what_it_rests_on(old):
    assert [day_of(article) for article in old] == [
        ("24/01/2022 00:00", "text"),
        ("07/04/2021 00:00", "event"),
        ("16/09/2021 00:00", "published"),
        ("01/01/2018 00:00", "year"),
        ("08/07/2021 00:00", "event"),
    ]


def test_all_are_published_in_the_column_as_of_their_day(old):
    for article in old:
        assert article.live
        assert not article.has_unpublished_changes
        assert article.live_revision == article.latest_revision
        assert article.last_published_at == article.first_published_at
        assert article.get_parent().specific == column()


def test_bylines_are_told_apart(old):
    assert [article.byline for article in old] == ["Ban biên tập trang thông tin điện tử", "", "", "", "BBT"]
    assert [author.name for author in old[3].authors.all()] == ["Văn Hiển", "Huỳnh Đại"]
    assert [article.posted_by for article in old] == ["", "", "SLDTBXH Kontum", "", ""]
    assert [article.credited_authors for article in old[1:3]] == [[], []]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Nguyễn Văn A; Trần Thị B & Lê C", ["Nguyễn Văn A", "Trần Thị B", "Lê C"]),
        ("Hồ Thị Thu-Hà", ["Hồ Thị Thu-Hà"]),
        ("BBTV Kon Tum", ["BBTV Kon Tum"]),
        ("Đăng bởi :", []),
        (" \u00a0 ", []),
    ],
)
def test_authors_are_split_only_where_one_ends(home, tmp_path, byline, authors):
    assert the_article(tmp_path, byline=byline).credited_authors == authors


def test_a_posting_account_is_known_as_another_name_of_a_unit(home, tmp_path):
    unit = a_unit("Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum")
    UnitAlias.objects.create(unit=unit, name="SLĐTBXH Kontum")
    assert the_article(tmp_path).unit == unit


def test_an_article_goes_to_the_desk_of_the_unit_whose_site_it_stood_on(home, tmp_path):
    desk = a_desk(a_unit("Ban Quản lý Khu kinh tế", website="https://www.kkt-kontum.com/"))
    import_articles(five_files(tmp_path))
    article = ArticlePage.objects.get(import_id="kkt-2672")
    assert article.unit == desk.unit
    assert article.get_parent().specific == desk


def test_captions_stay_where_pictures_were(old):
    assert blocks(old[1]) == [
        ("lost_picture", "Quang cảnh Hội nghị"),
        ("paragraph", "<p>Năm 2020 huyện được 73,33/96 điểm.</p>"),
    ]
    assert [kind for kind, _text in blocks(old[4])] == ["lost_picture", "paragraph", "lost_picture", "paragraph"]


def test_a_caption_that_the_text_does_not_hold_comes_last(home, tmp_path):
    article = the_article(tmp_path, captions=["Ảnh bìa"])
    assert blocks(article)[-1] == ("lost_picture", "Ảnh bìa")


def test_the_first_whole_sentence_leads_and_a_dateline_stands_apart(old):
    assert old[3].dateline == "(kontumtv.vn)"
    assert old[3].lead == "Sở Nội vụ lấy ý kiến cho kế hoạch cải cách hành chính."
    assert old[2].lead == ""
    assert blocks(old[2])[0] == ("paragraph", "<p>Công văn số 2815/VP-HCQT giao việc cho các phòng:</p>")


def test_what_a_source_is_named_for_is_a_repost(old):
    assert old[2].source == "Văn phòng UBND tỉnh"
    assert [article.origin for article in old] == ["own", "own", "repost", "own", "own"]


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"source_credit": "NGUỒN TIN : Báo Kon Tum"}, "Báo Kon Tum"),
        ({"source_credit": "Nguồn nhân lực Kon Tum"}, "Nguồn nhân lực Kon Tum"),
        ({"source_credit": None, "source": "Nguồn: Báo Kon Tum"}, "Báo Kon Tum"),
        ({"source_credit": None}, ""),
    ],
)
def test_a_source_is_named_without_the_word_for_it(home, tmp_path, fields, source):
    assert the_article(tmp_path, **fields).source == source


def test_a_note_of_the_collector_is_no_part_of_the_title(old, tmp_path):
    assert old[3].title == "HOI THAO GOP Y KE HOACH CAI CACH HANH CHINH NAM 2018"
    assert old[3].slug == "hoi-thao-gop-y-ke-hoach-cai-cach-hanh-chinh-nam-2018"


def test_brackets_that_the_page_had_itself_stay_in_the_title(home, tmp_path):
    assert the_article(tmp_path, title="Kiểm tra tại Kon Rẫy (đợt 2)").title == "Kiểm tra tại Kon Rẫy (đợt 2)"


def test_the_address_of_the_old_page_is_kept_without_notes(old):
    assert old[0].source_url == "http://kkt-kontum.com/ban-quan-ly-khu-kinh-te-xep-loai-xuat-sac.p-2672.html"
    assert old[3].source_url == ""


def test_counters_of_the_old_site_are_carried_over_with_their_file(old):
    views, visits = OpeningBalance.objects.of(old[2]).get(), OpeningBalance.objects.of(Site.objects.get()).get()
    assert (views.count, views.source) == (2485, "seed-002.json")
    assert (visits.count, visits.source) == (69534, "seed-002.json")
    assert OpeningBalance.objects.count() == 2


def test_of_several_counts_of_visits_the_last_is_carried_over(home, tmp_path):
    for number, visits in enumerate(["69.534", 70001, None, "9"]):
        a_file(tmp_path, f"{number}.json", id=number, visits=visits)
    import_articles(tmp_path)
    assert OpeningBalance.objects.of(Site.objects.get()).get().count == 70001


def test_readers_see_all_of_it(client, old):
    pages = [client.get(article.url).content.decode() for article in old]
    shown = [
        ["Ban biên tập trang thông tin điện tử", "24/01/2022"],
        ["Quang cảnh Hội nghị", "07/04/2021", "73,33/96"],
        ["SLDTBXH Kontum", "Văn phòng UBND tỉnh", "Đăng lại", "2.485", "69.534", "16/09/2021"],
        ["(kontumtv.vn)", "Văn Hiển – Huỳnh Đại", "2018"],
        ["BBT", "Ông Vũ Mạnh Hải, Phó Trưởng ban", "08/07/2021"],
    ]
    missing = [text for page, texts in zip(pages, shown, strict=True) for text in texts if text not in page]
    assert missing == []


def test_html_in_a_file_reaches_readers_neither_as_tags_nor_as_script(client, home, tmp_path):
    evil = '<script>alert(1)</script><b onclick="x">đậm</b>'
    fields = {"captions": [f"{evil} ảnh"], "byline": f"{evil} – B", "source_credit": evil, "title": f"Bài {evil}"}
    article = the_article(tmp_path, body=[f"Dẫn {evil}.", f"Đoạn {evil}", f"{evil} ảnh"], **fields)
    page = client.get(article.url).content.decode()
    assert "alert(1)" not in page
    assert "onclick" not in page
    assert "&lt;b" not in page
    assert article.title == "Bài đậm"
    assert (article.lead, article.source) == ("Dẫn đậm.", "đậm")
    assert blocks(article)[1] == ("lost_picture", "đậm ảnh")


def test_text_of_word_and_of_a_mac_is_stored_uniform(home, tmp_path):
    paragraph = "Mô\u0323t cư\u0309a\u00a0\u00a0liên\u200bthông\x00\x07\r\nhết\u2028hàng " + "\u00a0chữ" * 48
    article = the_article(tmp_path, title="Ca\u0309i\u00a0ca\u0301ch\u00ad\x1f", body=[paragraph, "\u00a0", "Đoạn hai"])
    assert article.title == "Cải cách"
    assert blocks(article)[0] == ("paragraph", f"<p>Một cửa liênthông hết hàng{' chữ' * 48}</p>")
    assert len(article.body) == 2


def test_an_article_may_be_text_with_line_breaks(home, tmp_path):
    article = the_article(tmp_path, body=..., content="Dòng một:\r\n\r\n  Dòng hai\n")
    assert [text for _kind, text in blocks(article)] == ["<p>Dòng một:</p>", "<p>Dòng hai</p>"]


def test_a_second_run_changes_nothing(old, tmp_path):
    before = rows()
    assert "Đã thêm 0 bài; 5 bài đã có từ trước." in import_articles(tmp_path)
    assert rows() == before


def test_a_second_run_brings_only_what_is_new(old, tmp_path):
    a_file(tmp_path, "them.json", id="moi", title="Bài mới đăng", visits=90000)
    assert "Đã thêm 1 bài; 5 bài đã có từ trước." in import_articles(tmp_path)
    assert OpeningBalance.objects.of(Site.objects.get()).get().count == 69534


def test_what_editors_did_meanwhile_stays(old, tmp_path):
    edited, moved, hidden = old[:3]
    edited.title, edited.slug = "Tiêu đề do biên tập viên sửa", "dia-chi-moi"
    edited.save_revision().publish()
    moved.move(a_desk(), pos="last-child")
    hidden.unpublish()
    before = list(ArticlePage.objects.order_by("pk").values())
    import_articles(tmp_path)
    assert list(ArticlePage.objects.order_by("pk").values()) == before


def test_an_article_written_here_is_not_taken_for_an_old_one(home, tmp_path):
    ours = an_article(title=FIVE[2]["title"])
    a_file(tmp_path)
    import_articles(tmp_path)
    assert ArticlePage.objects.exclude(pk=ours.pk).get().slug == f"{ours.slug}-2"


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(home, tmp_path):
    before = rows()
    printed = import_articles(five_files(tmp_path), "--dry-run")
    assert "Sẽ thêm 5 bài; 0 bài đã có từ trước." in printed
    assert "Ngày đăng: 16/09/2021" in printed
    assert rows() == before


def test_a_run_tells_each_article_and_what_was_worked_out(home, tmp_path):
    printed = import_articles(five_files(tmp_path)).splitlines()
    assert printed[:5] == [f"seed-{n:03}.json: {a['title'].partition(' (')[0]}" for n, a in enumerate(FIVE)]
    assert printed[5].startswith("  Ngày nêu trong bài: 24/01/2022 · chưa rõ đơn vị · ban-quan-ly-khu-kinh-te-xep")
    assert printed[10] == "Đã thêm 5 bài; 0 bài đã có từ trước."


def test_articles_can_go_to_another_column(home, tmp_path):
    notices = column().get_parent().get_children().exclude(pk=column().pk).filter(slug="thong-bao").get()
    a_file(tmp_path)
    import_articles(tmp_path, "--column", "thong-bao")
    assert ArticlePage.objects.get().get_parent() == notices


def test_a_column_that_is_not_there_is_named(home, tmp_path):
    with pytest.raises(CommandError, match="Không có chuyên mục nào có đường dẫn rút gọn “khong-co”"):
        import_articles(five_files(tmp_path), "--column", "khong-co")


@pytest.mark.parametrize("folder", find_folders("articles", "articles/seeds"), ids=get_extent)
def test_the_collected_pages_can_be_imported(folder, client, home):
    assert "Đã thêm 5 bài" in import_articles(folder)
    articles = ArticlePage.objects.order_by("import_id")
    assert [day_of(article)[0][:10] for article in articles] == [
        *("24/01/2022", "07/04/2021", "16/09/2021", "01/01/2018", "08/07/2021")
    ]
    assert [client.get(article.url).status_code for article in articles] == [200] * 5
    assert OpeningBalance.objects.of(articles[2]).get().count == 2485
