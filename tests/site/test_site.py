"""The site as a whole: what every page costs, what every answer carries, how it is set up."""

import json
import re
import stat
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from foundations.counters.models import OpeningBalance
from site_project import environment
from site_project.demonstration import accounts, load
from site_project.first_tree import make_first_tree
from site_project.models import Banner, HomePage, LinkedSite, MenuItem, SiteSettings, StandardPage
from tests.builders import a_desk, a_picture, a_unit, an_article, column

pytestmark = pytest.mark.django_db

PUBLIC_PAGES = [
    *("/", "/cai-cach-hanh-chinh/", "/don-vi/", "/tim-kiem/?q=cai+cach", "/don-vi/so-noi-vu/", "/khong-co/"),
    "/thu-tuc-hanh-chinh/",
]


def queries(client, connection, address):
    client.get(address)  # what is cached per process is not part of the count
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


@pytest.fixture
def grow(home):
    """Makes articles up to a number; half of them at a desk, all with a cover."""
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    desk, picture, made = a_desk(unit), a_picture(), []

    def grown(total):
        while len(made) < total:
            moment = datetime(2020, 1, 1) + timedelta(days=len(made) * 7)
            parent = desk if len(made) % 2 else column()
            made.append(an_article(parent, published=moment, unit=unit, cover=picture, cover_alt="Quang cảnh"))
        return made

    return grown


def test_queries_per_page_do_not_grow_with_the_articles(client, connection_of_tests, grow):
    first = grow(1)[0]
    counts = {}
    for total in (1, 30, 300):
        grow(total)
        counts[total] = {
            address: queries(client, connection_of_tests, address) for address in [*PUBLIC_PAGES, first.url]
        }
    assert counts[30] == counts[300]
    assert all(counts[30][address] <= counts[1][address] + 3 for address in counts[1])  # +3: a list that was empty
    assert max(counts[300].values()) <= 28


@pytest.fixture
def connection_of_tests(db):
    from django.db import connection

    return connection


def test_a_public_page_is_the_same_bytes_for_everyone(client, home, django_user_model):
    article = an_article()
    for address in ("/", article.url, column().url):
        anonymous = client.get(address)
        client.force_login(django_user_model.objects.create_superuser(f"ai-{address}"))
        signed_in = client.get(address)
        client.logout()
        assert anonymous.content == signed_in.content
        assert not anonymous.cookies
        assert "Cookie" not in anonymous.headers.get("Vary", "")


def test_answers_carry_a_strict_policy_and_the_admin_its_own(client, home):
    public = client.get("/").headers
    assert "script-src 'self';" in public["Content-Security-Policy"]
    assert "unsafe" not in public["Content-Security-Policy"]
    assert "object-src 'none'" in client.get("/quan-tri/login/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in public["Content-Security-Policy"]
    assert public["X-Frame-Options"] == "DENY"
    assert public["X-Content-Type-Options"] == "nosniff"
    assert public["Referrer-Policy"] == "same-origin"
    assert "camera=()" in public["Permissions-Policy"]


def test_originals_and_documents_are_not_served_as_files(client, home):
    picture = a_picture()
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    assert client.get("/media/images/../original_images/x.jpg").status_code == 404
    scaled = picture.get_rendition("width-32")
    answer = client.get(scaled.url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    answer.close()
    scaled.file.close()


def test_the_board_changes_what_stands_around_the_pages(client, home):
    page = StandardPage(title="Giới thiệu")
    home.add_child(instance=page)
    found = SiteSettings.objects.get()
    found.name, found.responsible, found.notice = "Cổng thử", "Trưởng ban A", "Lưu ý một dòng"
    found.menu_items.add(MenuItem(page=page))
    found.linked_sites.add(LinkedSite(title="Cổng Dịch vụ công quốc gia", url="https://dichvucong.gov.vn"))
    found.banners.add(Banner(title="Dịch vụ công", image=a_picture(), url="https://dichvucong.gov.vn"))
    found.save()
    shown = client.get("/").content.decode()
    texts = [
        "Cổng thử",
        "Trưởng ban A",
        "Lưu ý một dòng",
        'href="/gioi-thieu/"',
        "https://dichvucong.gov.vn",
        'alt="Dịch vụ công"',
    ]
    assert [text for text in texts if text not in shown] == []


def test_numbers_are_shown_or_hidden_by_the_settings(client, home, django_capture_on_commit_callbacks):
    article = an_article()
    OpeningBalance.objects.create(thing=article, count=2485)
    OpeningBalance.objects.create(thing=Site.objects.get(), count=69534)
    assert "2.485" in client.get(article.url).content.decode()
    assert "69.534" in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        SiteSettings.objects.update(shows_views=False, shows_visits=False)
    assert "2.485" not in client.get(article.url).content.decode()
    assert "69.534" not in client.get("/").content.decode()


def test_notices_stand_in_the_side_column(client, home):
    notice = an_article(column("thong-bao"), title="Thông báo bảo trì")
    assert client.get("/don-vi/").content.decode().count(notice.title) == 1


def test_the_error_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "Trang đang gặp lỗi" in page
    assert 'action="/tim-kiem/"' in page


def test_setting_up_twice_changes_nothing(home):
    before = list(Page.objects.order_by("path").values_list("path", "slug", "latest_revision_created_at"))
    make_first_tree()
    assert list(Page.objects.order_by("path").values_list("path", "slug", "latest_revision_created_at")) == before


def test_setting_up_after_the_address_changed_changes_the_addresses_that_pages_say(home, settings):
    settings.SITE_URL = "https://cchc.example.gov.vn"
    make_first_tree()
    assert HomePage.objects.get().full_url == "https://cchc.example.gov.vn/"
    assert Site.objects.count() == 1


def test_demonstration_content_is_refused_on_a_real_site(home, settings):
    settings.SITE_URL = "https://cchc.quangngai.gov.vn"
    with pytest.raises(load.DemonstrationRefusedError, match="quangngai"):
        load.load_demonstration(report=print)
    settings.SITE_URL = "http://127.0.0.1:8000"
    an_article()
    with pytest.raises(load.DemonstrationRefusedError, match="of its own"):
        load.load_demonstration(report=print)


def test_setting_up_says_what_it_does_and_how_long_it_takes(home, settings, tmp_path, monkeypatch):
    settings.VAR_DIR, said = tmp_path, StringIO()
    monkeypatch.setattr("foundations.delivery.static_files.collect_static_files", lambda: True)
    monkeypatch.setattr(load, "load_demonstration", lambda report: [report("29 units"), report("5 accounts")])
    call_command("set_up", demo=True, stdout=said)
    assert [re.sub(r"\d+\.\d s$", "0.0 s", line) for line in said.getvalue().splitlines()] == [
        "Database: no migration waits",
        "First tree: home page, columns, groups, workflow … 0.0 s",
        "Demonstration content:",
        "  29 units … 0.0 s",
        "  5 accounts … 0.0 s",
        "Static files … 0.0 s",
    ]


def test_each_demonstration_account_says_what_it_is_for(home, settings, tmp_path):
    settings.VAR_DIR, said = tmp_path, StringIO()
    a_desk()
    assert load.load_accounts() == 5
    call_command("announce", "http://127.0.0.1:8000", stdout=said)
    lines = {line.split()[0]: line for line in said.getvalue().splitlines() if line.startswith("    ")}
    assert lines["quan-tri-vien"].endswith("Quản trị viên: như Ban biên tập, thêm mời người, giao vai trò")
    assert "Quản trị kỹ thuật: mọi quyền" in lines["quan-tri"]
    assert len({line.split(":")[-1] for line in lines.values()}) == 5


def test_the_accounts_are_readable_by_their_owner_only(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    accounts.write_accounts([{"username": "a", "password": "b", "role": "c"}])
    path = tmp_path / accounts.ACCOUNTS_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert accounts.read_accounts() == json.loads(path.read_text())


@pytest.mark.parametrize(("value", "read"), [("1", True), ("Yes", True), ("0", False), ("", False), (" off ", False)])
def test_a_flag_is_read(monkeypatch, value, read):
    monkeypatch.setenv("SOME_FLAG", value)
    assert environment.read_flag("SOME_FLAG") is read


def test_a_wrong_value_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME_VALUE", "flase")
    for reader in (environment.read_flag, lambda name: environment.read_number(name, 1)):
        with pytest.raises(ImproperlyConfigured, match="SOME_VALUE='flase'"):
            reader("SOME_VALUE")
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="SOME_SECRET_FILE"):
        environment.read_secret("SOME_SECRET")


def test_a_secret_comes_from_a_file(monkeypatch, tmp_path):
    path = tmp_path / "secret"
    path.write_text("bi-mat\n")
    monkeypatch.setenv("SOME_SECRET_FILE", str(path))
    assert environment.read_secret("SOME_SECRET") == "bi-mat"


def test_no_model_waits_for_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_media_and_state_stay_out_of_the_repository():
    ignored = (settings.BASE_DIR / ".gitignore").read_text()
    assert "/var/" in ignored
    assert "/media/*" in ignored


def test_the_site_has_one_name_wherever_it_is_said(home):
    found = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    found.name = "Trang cải cách"
    found.save()
    assert Site.objects.get(is_default_site=True).site_name == "Trang cải cách"
