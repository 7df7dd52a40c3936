"""What is shown to readers and editors: totals, resets, reports."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, Site

from foundations.counters import kinds
from foundations.counters.charts import build_chart
from foundations.counters.counting import WINDOW_SECONDS
from foundations.counters.middleware import NumbersMiddleware
from foundations.counters.models import ActiveReaders, CounterReset, DailyViews, DailyVisits, OpeningBalance
from foundations.counters.resetting import reset_counter
from foundations.counters.tokens import read_token
from foundations.counters.totals import NUMBER_ELEMENT, fill_numbers, get_total, get_totals
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_article, an_editor, column

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture(autouse=True)
def on_a_march_day():
    with time_machine.travel(datetime(2026, 3, 10, 5, 0, tzinfo=UTC), tick=False):
        yield


def seen(article, views, day=TODAY):
    DailyViews.objects.create(kind="tin", object_id=article.pk, day=day, views=views)


def key(article):
    return f"v:tin:{article.pk}"


def shown(client, address) -> dict[str, str]:
    """The numbers on a page by their keys."""
    content = client.get(address).content
    return {found[1].decode(): found[0].decode().partition(">")[2][:-7] for found in NUMBER_ELEMENT.finditer(content)}


class TestTotals:
    def test_the_old_sites_views_and_ours_are_shown_together(self, client, home):
        article = an_article()
        OpeningBalance.objects.create(thing=article, count=2485)
        seen(article, 100, TODAY - timedelta(days=400))
        seen(article, 15)
        assert shown(client, article.url)[key(article)] == "2.600"

    def test_visits_are_those_of_today_the_month_and_all(self, client, home):
        OpeningBalance.objects.create(thing=Site.objects.get(), count=69534)
        for day, visits in [(TODAY, 3), (date(2026, 3, 1), 20), (date(2026, 2, 28), 1000)]:
            DailyVisits.objects.create(day=day, visits=visits, views=0)
        window = int(time.time()) // WINDOW_SECONDS
        for number, readers in [(window, 2), (window - 1, 5), (window - 2, 100)]:
            ActiveReaders.objects.create(window=number, readers=readers)
        found = shown(client, "/")
        assert found == {"s:online": "5", "s:today": "3", "s:month": "23", "s:total": "70.557"}

    def test_what_means_nothing_is_left_out(self):
        assert get_totals(["x", "v:tin:0", "v:TIN:1", "v:tin:1:2", "s:else", "v:la:9"]) == {"v:la:9": 0}

    def test_a_number_is_an_element_that_a_script_can_read(self, client, home):
        article = an_article()
        seen(article, 2485)
        page = client.get(article.url).content.decode()
        assert f'<data class="count" value="2485" data-count="{key(article)}">2.485</data>' in page

    def test_a_page_of_many_articles_asks_as_often_as_one_of_few(self, home, django_assert_num_queries):
        articles = [an_article() for _each in range(25)]
        for number, article in enumerate(articles):
            seen(article, number + 1)
            OpeningBalance.objects.create(thing=article, count=1000)
        keys = [*map(key, articles), "s:total", "s:today", "s:online"]
        page = "".join(f'<data class="count" value="0" data-count="{each}">0</data>' for each in keys).encode()
        get_totals([key(articles[0])])  # content types are remembered
        with django_assert_num_queries(1):
            filled = fill_numbers(page)
        assert filled.count(b">1.0") == 25
        with django_assert_num_queries(0):
            assert fill_numbers(b"<p>0</p>") == b"<p>0</p>"

    def test_a_column_shows_the_views_of_its_articles(self, client, home):
        first, second = an_article(), an_article()
        seen(first, 7)
        found = shown(client, column().url)
        assert (found[key(first)], found[key(second)]) == ("7", "0")

    def test_numbers_go_only_into_pages(self):
        from django.http import HttpResponse

        text = '<data class="count" value="0" data-count="s:total">x</data>'
        for kind in ("application/json", "text/plain"):
            answer = NumbersMiddleware(lambda _request, kind=kind: HttpResponse(text, content_type=kind))(None)
            assert answer.content.decode() == text


class TestWhatCounts:
    def token(self, client, address):
        page = client.get(address).content.decode()
        return page.partition('data-count-view="/dem/')[2].partition('"')[0]

    def test_a_page_carries_the_token_of_its_article_and_others_that_of_the_site(self, client, home):
        article = an_article()
        assert read_token(self.token(client, article.url)) == ("tin", article.pk)
        for address in ("/", column().url, "/tim-kiem/", "/cach-dem/"):
            assert read_token(self.token(client, address)) == (kinds.SITE, Site.objects.get().pk)

    def test_a_page_without_script_loads_an_image(self, client, home):
        article = an_article()
        token = self.token(client, article.url)
        image = f'<noscript><img class="visually-hidden" src="/dem/{token}.gif" width="1" height="1" alt=""></noscript>'
        assert image in client.get(article.url).content.decode()

    def test_errors_and_previews_carry_none(self, client, home):
        assert self.token(client, "/khong-co-trang-nay/") == ""
        article = an_article()
        preview = article.make_preview_request(preview_mode="").content.decode()
        assert article.title in preview
        assert "/dem/" not in preview


class TestResets:
    def test_a_reset_puts_a_counter_to_zero_and_deletes_nothing(self, home):
        article, user = an_article(), an_administrator()
        OpeningBalance.objects.create(thing=article, count=2485)
        seen(article, 15)
        made = reset_counter(article, user, "Số cũ đếm cả robot")
        assert (made.value, made.made_by) == (2500, user)
        assert get_total("tin", article.pk) == 0
        DailyViews.objects.update(views=18)  # three more on the same day
        assert get_total("tin", article.pk) == 3
        assert reset_counter(article, user, "Lần nữa").value == 3
        assert get_total("tin", article.pk) == 0

    def test_views_that_wait_in_files_are_counted_before_the_reset(self, home, settings):
        from foundations.counters.recording import Recorder, get_folder
        from foundations.counters.records import VIEW, Record

        article = an_article()
        recorder = Recorder(get_folder())
        recorder.append(Record(int(time.time()), "tin", article.pk, VIEW))
        assert reset_counter(article, an_administrator(), "Thử").value == 1
        recorder.close()

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_a_reset_without_a_reason_is_refused(self, home, reason):
        with pytest.raises(ValueError, match="reason"):
            reset_counter(an_article(), an_administrator(), reason)

    def test_the_audit_log_says_who_reset_what_and_why(self, client, home):
        article, user = an_article(), an_administrator()
        seen(article, 2485)
        client.force_login(user)
        address = reverse("counter", args=["tin", article.pk])
        answer = client.post(address, {"action": "reset", "reason": "Đếm lại từ đầu"}, follow=True)
        assert "2.485" in answer.content.decode()
        entry = PageLogEntry.objects.get(action="counters.reset")
        assert (entry.user, entry.page_id) == (user, article.pk)
        assert entry.message == "Đặt lại số đếm từ 2.485 về 0. Lý do: Đếm lại từ đầu"
        assert CounterReset.objects.get().reason == "Đếm lại từ đầu"

    def test_a_reason_is_asked_for(self, client, home):
        client.force_login(an_administrator())
        article = an_article()
        answer = client.post(reverse("counter", args=["tin", article.pk]), {"action": "reset", "reason": " "})
        assert answer.status_code == 200
        assert not CounterReset.objects.exists()

    def test_only_who_has_the_right_resets(self, client, home):
        board, site = a_board_member(), Site.objects.get()
        client.force_login(board)
        address = reverse("counter", args=["site", site.pk])
        assert client.get(address).status_code in {302, 403}
        board.user_permissions.add(Permission.objects.get(codename="add_counterreset"))
        assert client.get(address).status_code == 200

    def test_visits_are_reset_in_public(self, client, home):
        site = Site.objects.get()
        OpeningBalance.objects.create(thing=site, count=69534, source="Trang cũ")
        assert "69.534" in client.get("/cach-dem/").content.decode()
        reset_counter(site, an_administrator(), "Chuyển sang cách đếm mới")
        page = client.get("/cach-dem/").content.decode()
        assert "Ngày 10/03/2026, từ 69.534 về 0. Lý do: Chuyển sang cách đếm mới" in page
        assert shown(client, "/")["s:total"] == "0"
        assert ModelLogEntry.objects.filter(action="counters.reset").count() == 1

    def test_an_opening_balance_is_edited_and_logged(self, client, home):
        client.force_login(an_administrator())
        article = an_article()
        address = reverse("counter", args=["tin", article.pk])
        for number in (2485, 2500):
            client.post(address, {"action": "opening", "count": number, "source": "Trang cũ"})
        assert OpeningBalance.objects.of(article).get().count == get_total("tin", article.pk) == 2500
        messages = [entry.message for entry in PageLogEntry.objects.filter(action="counters.opening_balance")]
        assert "Sửa số chuyển sang từ 2.485 thành 2.500" in messages
        answer = client.post(address, {"action": "opening", "count": "-1", "source": ""})
        assert answer.context["opening"].errors["count"]

    def test_a_kind_that_is_not_counted_has_no_counter(self, client, home):
        client.force_login(an_administrator())
        assert client.get("/quan-tri/so-dem/la/1/").status_code == 404
        assert client.get("/quan-tri/so-dem/tin/999999/").status_code == 404


REPORTS = [
    "daily_visits_report",
    "top_articles_report",
    "views_by_unit_report",
    "views_by_column_report",
]


class TestReports:
    @pytest.fixture
    def articles(self, home):
        """Three articles: 5 + 1 views at a desk, 20 in its column; the 100 of last year are out of the period."""
        unit = a_unit("Sở Nội vụ")
        desk = a_desk(unit)
        made = [an_article(desk, unit=unit), an_article(desk, unit=unit), an_article(column())]
        for article, views in zip(made, (5, 1, 20), strict=True):
            seen(article, views)
        seen(made[1], 100, TODAY - timedelta(days=100))
        DailyVisits.objects.create(day=TODAY, visits=9, views=26)
        return made

    @pytest.fixture
    def board(self, client, home):
        client.force_login(a_board_member())
        return client

    def rows(self, client, name, **query):
        return list(client.get(reverse(name), query).context["object_list"])

    @pytest.mark.parametrize("name", REPORTS)
    def test_editors_see_a_report_and_take_it_away(self, client, articles, name):
        client.force_login(an_editor(articles[0].get_parent().specific))
        assert client.get(reverse(name)).status_code == 200
        assert client.get(reverse(f"{name}_results")).status_code == 200
        workbook = b"".join(client.get(reverse(name), {"export": "xlsx"}).streaming_content)
        sheet = openpyxl.load_workbook(BytesIO(workbook)).active
        assert sheet.max_row > 1
        table = b"".join(client.get(reverse(name), {"export": "csv"}).streaming_content)
        assert table.startswith("\ufeff".encode())

    @pytest.mark.parametrize("name", REPORTS)
    def test_a_report_asks_no_more_for_more_articles(self, board, articles, name, django_assert_max_num_queries):
        self.rows(board, name)
        for _each in range(10):
            seen(an_article(column(), unit=a_unit()), 3)
        with django_assert_max_num_queries(40):
            self.rows(board, name)

    def test_the_most_read_articles_come_first(self, board, articles):
        found = self.rows(board, "top_articles_report")
        assert [(row.pk, row.views) for row in found] == [
            (articles[2].pk, 20),
            (articles[0].pk, 5),
            (articles[1].pk, 1),
        ]
        assert [row.column for row in found] == ["Cải cách hành chính", "Sở Nội vụ", "Sở Nội vụ"]

    def test_a_period_is_chosen(self, board, articles):
        query = {"period_from": "2025-11-01", "period_to": "2025-12-31"}
        assert self.rows(board, "top_articles_report", **query)[0].views == 100
        assert self.rows(board, "daily_visits_report", **query) == []

    def test_a_wrong_period_is_the_last_thirty_days(self, board, articles):
        found = board.get(reverse("top_articles_report"), {"period_from": "abc"})
        assert found.status_code == 200
        assert "từ 09/02/2026 đến 10/03/2026" in found.content.decode()

    def test_units_and_columns_are_added_up(self, board, articles):
        assert [(row.name, row.views) for row in self.rows(board, "views_by_unit_report")] == [("Sở Nội vụ", 6)]
        columns = {row.title: row.views for row in self.rows(board, "views_by_column_report")}
        assert (columns["Cải cách hành chính"], columns["Sở Nội vụ"], columns["Thông báo"]) == (26, 6, 0)

    def test_an_article_shows_its_own_curve(self, board, articles):
        page = board.get(reverse("wagtailadmin_pages:edit", args=[articles[1].pk])).content.decode()
        assert "Tất cả: <strong>101</strong> lượt xem; trong 30 ngày qua: <strong>1</strong>." in page
        assert "<title>10/03/2026: 1</title>" in page
        assert reverse("counter", args=["tin", articles[1].pk]) not in page

    def test_a_new_article_has_no_curve_yet(self, board, home):
        page = board.get(reverse("wagtailadmin_pages:add", args=["news", "articlepage", column().pk]))
        assert "views-chart" not in page.content.decode()


def test_a_chart_has_a_bar_for_each_day():
    chart = build_chart({TODAY: 10, TODAY - timedelta(days=2): 5}, TODAY - timedelta(days=2), TODAY)
    assert [(bar.number, bar.height) for bar in chart.bars] == [(5, 80.0), (0, 0.0), (10, 160.0)]
    assert (chart.total, chart.top) == (15, 10)
    assert build_chart({}, TODAY, TODAY).top == 1
