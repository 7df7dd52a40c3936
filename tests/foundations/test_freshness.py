"""What an editor, a command or the clock changes shows at the next request; what is private is never stored."""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from foundations.counters.totals import fill_numbers
from foundations.delivery import freshness
from foundations.delivery.freshness import content_version
from foundations.delivery.page_cache import PageCache
from foundations.units.models import Unit
from news.models import ArticlePage
from site_project.models import SiteSettings
from tests.builders import a_unit, an_administrator, an_article, column
from tests.wsgi import Answer

pytestmark = pytest.mark.django_db
TITLE = "Xã Đăk Tơ Lung đứng đầu bảng xếp hạng"


@pytest.fixture
def site(home):
    """The whole site behind a page cache."""
    return PageCache(WSGIHandler(), content_version, fill_numbers, 10_000_000)


@pytest.fixture
def commit(django_capture_on_commit_callbacks, monkeypatch):
    """Runs a change as if it were committed."""
    monkeypatch.setattr(freshness, "call_after_commit", lambda call, alias: transaction.on_commit(call, using=alias))

    def run(change):
        with django_capture_on_commit_callbacks(execute=True):
            return change()

    return run


def text(site, path) -> str:
    return Answer(site, path).body.decode()


def publish(article: ArticlePage, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save_revision().publish()


def expire(article: ArticlePage):
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


@pytest.mark.parametrize(
    "change",
    [
        lambda article: publish(article, title="Tên mới"),
        lambda article: article.unpublish(),
        lambda article: article.delete(),
        expire,
        lambda article: ArticlePage.objects.filter(pk=article.pk).update(title="Tên mới"),
    ],
    ids=["edited", "unpublished", "deleted", "expired", "updated past the models"],
)
def test_a_change_of_an_article_shows_in_its_column_at_once(site, commit, change):
    article = commit(lambda: an_article(title=TITLE))
    assert TITLE in text(site, column().url)
    commit(lambda: change(article))
    assert TITLE not in text(site, column().url)


def test_a_moved_article_leaves_its_address_at_once(site, commit):
    article = commit(lambda: an_article(title=TITLE))
    earlier = article.url
    assert Answer(site, earlier).status == 200
    commit(lambda: article.move(column("thong-bao"), pos="last-child"))
    assert Answer(site, earlier).status == 301
    assert TITLE in text(site, ArticlePage.objects.get(pk=article.pk).url)


def test_an_article_published_by_the_clock_shows_at_once(site, commit):
    article = commit(lambda: an_article(title=TITLE))
    commit(article.unpublish)
    assert TITLE not in text(site, column().url)
    article.refresh_from_db()
    article.go_live_at = timezone.now() - timedelta(minutes=1)
    commit(lambda: article.save_revision(approved_go_live_at=article.go_live_at))
    commit(lambda: call_command("publish_scheduled"))
    assert TITLE in text(site, column().url)


def test_settings_and_units_show_at_once(site, commit):
    unit = commit(a_unit)
    assert unit.name in text(site, f"/don-vi/{unit.slug}/")
    commit(lambda: Unit.objects.filter(pk=unit.pk).update(name="Sở Nội vụ (mới)"))
    assert "Sở Nội vụ (mới)" in text(site, f"/don-vi/{unit.slug}/")
    settings = SiteSettings.objects.first() or SiteSettings.for_site(column().get_site())
    settings.responsible = "Bà Y Ngọc"
    commit(settings.save)
    assert "Bà Y Ngọc" in text(site, "/")


def test_drafts_and_signing_in_leave_the_stored_pages_alone(site, commit, client):
    article = commit(lambda: an_article(title=TITLE))
    version = content_version.read()
    article.title = "Bản nháp"
    commit(article.save_revision)
    commit(lambda: client.force_login(an_administrator()))
    commit(lambda: client.get("/quan-tri/"))
    assert Page.objects.get(pk=article.pk).draft_title == "Bản nháp"
    assert content_version.read() == version


@pytest.mark.parametrize("restriction", ["password", "login"])
def test_a_restricted_page_is_never_stored(site, commit, restriction):
    article = commit(lambda: an_article(title=TITLE))
    assert TITLE in text(site, article.url)
    commit(lambda: PageViewRestriction.objects.create(page=article, restriction_type=restriction, password="bí mật"))
    answer = Answer(site, article.url)
    assert TITLE not in answer.body.decode()
    assert "public" not in answer.headers["Cache-Control"]
    assert not [key for key in site.pages if article.url in key and site.pages[key].version == content_version.read()]


def test_the_admin_and_a_preview_are_never_stored(site, commit, client):
    article = commit(lambda: an_article(title=TITLE))
    client.force_login(an_administrator())
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    draft = f"/quan-tri/pages/{article.pk}/view_draft/"
    for path in ("/quan-tri/", f"/quan-tri/pages/{article.pk}/edit/", draft):
        answer = Answer(site, path, HTTP_COOKIE=cookie)
        assert answer.status == 200
        assert "public" not in answer.headers["Cache-Control"]
    assert Answer(site, "/quan-tri/login/").headers["Cache-Control"].find("public") < 0
    assert not site.pages


def test_an_editor_signed_in_reads_past_the_cache(site, commit, client):
    article = commit(lambda: an_article(title=TITLE))
    text(site, article.url)
    client.force_login(an_administrator())
    answer = Answer(site, article.url, HTTP_COOKIE=f"sessionid={client.cookies['sessionid'].value}")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_two_readers_get_the_same_bytes_and_no_cookie(site, commit):
    article = commit(lambda: an_article(title=TITLE))
    for path in ("/", column().url, article.url, "/don-vi/", "/tim-kiem/?q=xa"):
        first, second = Answer(site, path), Answer(WSGIHandler(), path)
        assert first.body == second.body
        assert "Set-Cookie" not in first.headers
        assert "public" in first.headers["Cache-Control"]


def test_what_another_machine_changes_is_known_after_seconds(monkeypatch):
    clock, made = [100.0], []
    monkeypatch.setattr(freshness.time, "monotonic", lambda: clock[0])
    ask = freshness.cache_until_change(lambda: made.append(None) or len(made))
    assert [ask(), ask()] == [1, 1]
    clock[0] += freshness.MAX_CACHE_SECONDS + 1
    assert ask() == 2
    content_version.renew()
    assert ask() == 3
