"""Closing a month: frozen numbers, a fingerprint that fails on any change, later changes told apart."""

from datetime import date, datetime

import pytest
import time_machine
from wagtail.models import ModelLogEntry

from news.models import ArticlePage
from news.quotas.closing import ClosingRefusedError, close_month, find_changes, is_intact, reopen_month
from news.quotas.counting import build_ledger
from news.quotas.frozen import make_fingerprint
from news.quotas.models import ClosedAccount, ClosedArticle, ClosedMonth, QuotaExemption
from news.quotas.periods import Period
from tests.builders import a_board_member, a_desk, a_rule, a_unit, an_article, column

pytestmark = pytest.mark.django_db

OCTOBER = Period.parse("2026-10")
NOVEMBER = OCTOBER.following
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel("2026-11-21 03:00Z"):
        yield


@pytest.fixture
def rule():
    return a_rule()


@pytest.fixture
def unit():
    return a_unit("Sở Nội vụ")


@pytest.fixture
def board():
    return a_board_member()


@pytest.fixture
def article(unit):
    return an_article(published=datetime(2026, 10, 8, 8, 30), unit=unit, title="Tin tháng mười")


def closed(user=None, month=OCTOBER, today=TODAY) -> ClosedMonth:
    return close_month(month, user, today)


def account(unit, period=OCTOBER):
    ledger = build_ledger(period, TODAY)
    return next(each for each in ledger.get_accounts_of(unit.pk) if each.period == period)


def test_a_closing_keeps_who_when_and_a_fingerprint(rule, unit, article, board):
    closing = closed(board)
    assert (closing.closed_by_name, str(closing)) == (board.username, "tháng 10/2026")
    stored = ClosedAccount.objects.get(unit=unit)
    assert (stored.owed, stored.done, stored.row["unit_name"], stored.row["standing"]) == (1, 1, "Sở Nội vụ", "met")
    assert ClosedArticle.objects.get().row["title"] == "Tin tháng mười"
    assert is_intact(closing)


def test_whoever_has_the_rows_can_take_the_fingerprint_again(rule, unit, article):
    closing = closed()
    rows = [*ClosedAccount.objects.values_list("row", flat=True), *ClosedArticle.objects.values_list("row", flat=True)]
    assert make_fingerprint(reversed(rows)) == closing.fingerprint


@pytest.mark.parametrize("tamper", ["done", "row", "content"])
def test_a_changed_row_no_longer_matches(rule, unit, article, tamper):
    closing = closed()
    if tamper == "done":
        ClosedAccount.objects.update(done=2)
    elif tamper == "row":
        stored = ClosedArticle.objects.get()
        ClosedArticle.objects.update(row={**stored.row, "first_published": "2026-10-09T08:30:00+07:00"})
    else:
        stored = ClosedArticle.objects.get()
        ClosedArticle.objects.update(content={**stored.content, "lead": "Lời dẫn khác"})
    assert not is_intact(closing)


def test_a_month_that_is_not_over_is_not_closed(rule, unit):
    with pytest.raises(ClosingRefusedError, match=r"khóa được từ ngày 01/12/2026"):
        closed(month=NOVEMBER)


def test_days_of_grace_are_waited_for(unit):
    a_rule(grace_days=25)
    with pytest.raises(ClosingRefusedError, match=r"khóa được từ ngày 26/11/2026"):
        closed()


def test_a_month_is_closed_once(rule, unit):
    closed()
    with pytest.raises(ClosingRefusedError, match=r"đã được khóa"):
        closed()
    assert ClosedMonth.objects.count() == 1


def test_deleted_after_closing_it_still_counts_and_shows_as_deleted(rule, unit, article):
    closing = closed()
    article.delete()
    found = account(unit)
    assert (found.done, found.closed, found.changes) == (1, True, 1)
    assert [(change.title, change.what) for change in find_changes(closing)] == [("Tin tháng mười", "Đã xóa")]
    assert is_intact(closing)


def test_withdrawn_after_closing(rule, unit, article):
    closing = closed()
    article.unpublish()
    assert (account(unit).done, account(unit).changes) == (1, 1)
    assert find_changes(closing)[0].what == "Đã gỡ khỏi trang"


def test_edited_after_closing(rule, unit, article):
    closing = closed()
    with time_machine.travel("2026-11-25 03:00Z"):
        article = ArticlePage.objects.get(pk=article.pk)
        article.lead = "Lời dẫn mới"
        article.save_revision().publish()
    assert (account(unit).done, account(unit).changes) == (1, 1)
    assert find_changes(closing)[0].what == "Nội dung sửa ngày 25/11/2026"


def test_published_again_unchanged_after_closing(rule, unit, article):
    closing = closed()
    with time_machine.travel("2026-11-25 03:00Z"):
        ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert find_changes(closing)[0].what == "Đăng lại ngày 25/11/2026, nội dung không đổi"


def test_moved_after_closing(rule, unit, article):
    closing = closed()
    article.move(a_desk(unit), pos="last-child")
    assert (account(unit).done, account(unit).changes) == (1, 1)
    assert find_changes(closing)[0].what == "Đã đổi địa chỉ hoặc chuyển chuyên mục"


def test_moved_with_its_column_after_closing(rule, unit):
    desk = a_desk(unit)
    an_article(desk, published=datetime(2026, 10, 8, 8, 30), unit=unit)
    closing = closed()
    desk.move(column("chi-dao-dieu-hanh"), pos="last-child")
    assert account(unit).changes == len(find_changes(closing)) == 1


def test_added_after_closing(rule, unit, article):
    closing = closed()
    an_article(published=datetime(2026, 10, 20, 8, 30), unit=unit, title="Bài nhập muộn")
    found = account(unit)
    assert (found.done, found.changes) == (1, 1)
    assert [change.title for change in find_changes(closing)] == ["Bài nhập muộn"]


def test_nothing_changed_nothing_said(rule, unit, article):
    closing = closed()
    assert find_changes(closing) == []
    assert account(unit).changes == 0


def test_a_unit_renamed_or_excused_later_changes_nothing_closed(rule, unit, article):
    closing = closed()
    unit.name = "Tên mới"
    unit.save()
    QuotaExemption.objects.create(
        unit=unit, valid_from=date(2026, 10, 1), valid_to=date(2026, 10, 31), reason="Muộn rồi"
    )
    assert account(unit).owed == 1
    assert closing.accounts.get().row["unit_name"] == "Sở Nội vụ"


def test_a_quarter_is_closed_with_its_last_month(unit):
    a_rule(cycle="quarter", minimum=2)
    an_article(published=datetime(2026, 7, 8, 8, 30), unit=unit)
    closed(month=Period.parse("2026-08"))
    assert ClosedAccount.objects.count() == 0
    closed(month=Period.parse("2026-09"))
    assert [(each.first_day, each.done) for each in ClosedAccount.objects.all()] == [(date(2026, 7, 1), 1)]


def test_reopening_keeps_the_record_and_is_logged(rule, unit, article, board):
    closing = closed(board)
    article.delete()
    reopen_month(closing, board, "Bài bị xóa nhầm")
    assert (account(unit).done, account(unit).closed) == (0, False)
    assert closing.accounts.get().done == 1
    entries = [(each.action, each.user, each.message) for each in ModelLogEntry.objects.order_by("timestamp")]
    assert entries == [
        ("news.quota.close", board, f"Khóa sổ tháng 10/2026, dấu vân tay {closing.fingerprint}"),
        ("news.quota.reopen", board, "Mở lại sổ tháng 10/2026. Lý do: Bài bị xóa nhầm"),
    ]
    with pytest.raises(ClosingRefusedError, match=r"đã được mở lại"):
        reopen_month(closing, board, "Lần nữa")


def test_after_reopening_a_month_can_be_closed_again(rule, unit, article):
    reopen_month(closed(), None, "Nhầm")
    again = closed()
    assert is_intact(again) and ClosedMonth.objects.count() == 2


def test_closing_asks_no_more_for_many_articles_than_for_few(rule, unit, django_assert_max_num_queries):
    for day in range(1, 16):
        an_article(column("chi-dao-dieu-hanh"), published=datetime(2026, 10, day, 8, 30), unit=unit)
    with django_assert_max_num_queries(30):
        closed()
