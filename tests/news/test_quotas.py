"""Quotas on real pages: what Wagtail does to an article changes neither its month nor how often it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from foundations.units.models import Succession
from news.models import ArticlePage
from news.quotas.counting import build_ledger
from news.quotas.matrix import build_rows, build_sections, build_year_ledger
from news.quotas.models import FirstPublication, QuotaExemption
from news.quotas.periods import Period
from news.quotas.rules import Standing
from tests.builders import a_desk, a_merger, a_picture, a_rule, a_unit, an_article, column

pytestmark = pytest.mark.django_db

NOVEMBER = Period.parse("2026-11")
TODAY = date(2026, 11, 21)


def account(unit, period=NOVEMBER, today=TODAY, rule=None):
    """The unit's account of exactly this period."""
    ledger = build_ledger(period, today)
    wanted = [each for each in ledger.get_accounts_of(unit.pk) if each.period == period]
    return next(each for each in wanted if rule is None or each.rule == rule.pk)


def counts(unit, period=NOVEMBER, today=TODAY) -> tuple[int, int]:
    found = account(unit, period, today)
    return found.done, found.owed


def posted(unit, day=date(2026, 11, 3), parent=None, **fields):
    moment = datetime(day.year, day.month, day.day, 8, 30)
    return an_article(parent, published=moment, unit=unit, **fields)


@pytest.fixture
def rule():
    return a_rule()


@pytest.fixture
def unit():
    return a_unit("Sở Nội vụ")


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 10, 31, 16, 59, tzinfo=UTC), "2026-10"),
        (datetime(2026, 10, 31, 17, 0, tzinfo=UTC), "2026-11"),
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), "2026-11"),
        (datetime(2024, 2, 28, 23, 30, tzinfo=UTC), "2024-02"),
        (datetime(2024, 2, 29, 23, 30, tzinfo=UTC), "2024-03"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01"),
    ],
)
def test_the_month_is_that_of_the_clock_in_vietnam(rule, unit, moment, month):
    with time_machine.travel(moment, tick=False):
        article = ArticlePage(title="Tin đăng lúc nửa đêm", unit=unit)
        column().add_child(instance=article)
        article.save_revision().publish()
    assert counts(unit, Period.parse(month)) == (1, 1)


def test_an_edit_changes_nothing(rule, unit):
    article = posted(unit)
    with time_machine.travel("2026-12-05 03:00Z"):
        article.title = "Tiêu đề đã sửa"
        article.save_revision().publish()
    assert counts(unit) == (1, 1)
    assert counts(unit, NOVEMBER.following) == (0, 1)


def test_withdrawn_it_does_not_count_and_published_again_it_counts_in_its_own_month(rule, unit):
    article = posted(unit)
    article.unpublish()
    assert counts(unit) == (0, 1)
    with time_machine.travel("2026-12-05 03:00Z"):
        ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert counts(unit) == (1, 1)
    assert counts(unit, NOVEMBER.following) == (0, 1)


def test_run_out_by_its_own_date_it_still_counts(rule, unit):
    article = posted(unit)
    article.unpublish(set_expired=True)
    assert counts(unit) == (1, 1)


def test_a_move_between_columns_changes_nothing(unit):
    a_rule(columns=[column()])
    article = posted(unit)
    article.move(column("chi-dao-dieu-hanh"), pos="last-child")
    assert counts(unit) == (1, 1)


def test_a_move_into_the_column_brings_no_credit(unit):
    a_rule(columns=[column()])
    article = posted(unit, parent=column("chi-dao-dieu-hanh"))
    article.move(column(), pos="last-child")
    assert counts(unit) == (0, 1)


def test_a_desk_belongs_to_its_column(unit):
    a_rule(columns=[column()])
    posted(unit, parent=a_desk(unit))
    assert counts(unit) == (1, 1)


def test_another_unit_set_afterwards_takes_nothing_away(rule, unit):
    article = posted(unit)
    article.unit = a_unit("Sở Tài chính")
    article.save_revision().publish()
    assert counts(unit) == (1, 1)
    assert counts(article.unit) == (0, 1)


def test_a_forgotten_unit_may_be_named_later(rule, unit):
    article = posted(None)
    article.unit = unit
    article.save_revision().publish()
    assert counts(unit) == (1, 1)


def test_at_a_desk_the_unit_need_not_be_named(rule, unit):
    posted(None, parent=a_desk(unit))
    assert counts(unit) == (1, 1)


def test_a_wrong_kind_put_right_counts(unit):
    a_rule(kinds=["bai"])
    article = posted(unit, kind="tin")
    assert counts(unit) == (0, 1)
    article.kind = "bai"
    article.save_revision().publish()
    assert counts(unit) == (1, 1)


def test_a_repost_does_not_count_unless_the_rule_says_so(unit):
    own, any_origin = a_rule(), a_rule(counts_reposts=True)
    posted(unit, origin="repost", source="Văn phòng UBND tỉnh")
    assert [account(unit, rule=each).done for each in (own, any_origin)] == [0, 1]


def test_words_are_counted_in_lead_and_body_and_pictures_seen(unit):
    long, pictured = a_rule(minimum_words=18), a_rule(needs_picture=True)
    article = posted(unit, lead="Hai chữ", cover=a_picture(), cover_alt="Hội nghị")
    first = FirstPublication.objects.get(page_key=article.pk)
    assert (first.words, first.has_picture) == (17, True)
    assert [account(unit, rule=each).done for each in (long, pictured)] == [0, 1]


def test_a_deleted_article_no_longer_counts_in_an_open_month(rule, unit):
    posted(unit).delete()
    assert counts(unit) == (0, 1)
    assert FirstPublication.objects.count() == 1


def test_a_copy_is_an_article_of_its_own_and_a_draft_counts_nothing(rule, unit):
    article = posted(unit)
    article.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)
    assert counts(unit) == (1, 1)


def test_the_day_of_an_event_is_no_day_of_publication(rule, unit):
    posted(unit, date_basis=ArticlePage.DateBasis.EVENT)
    assert counts(unit) == (0, 1)


def test_a_scheduled_article_is_coming_and_then_counts(rule, unit):
    with time_machine.travel("2026-11-20 03:00Z") as clock:
        article = ArticlePage(title="Bài hẹn giờ", unit=unit, go_live_at=timezone.now() + timedelta(days=3))
        article.live = False
        column().add_child(instance=article)
        article.save_revision().publish()
        found = account(unit)
        assert (found.done, found.coming) == (0, 1)
        clock.shift(timedelta(days=4))
        call_command("publish_scheduled", verbosity=0)
        found = account(unit)
        assert (found.done, found.coming) == (1, 0)


def test_merged_on_the_fifteenth(rule):
    old, other = (a_unit(name, valid_to=date(2026, 11, 14)) for name in ("Sở Nội vụ cũ", "Sở Lao động"))
    new = a_unit("Sở Nội vụ mới", valid_from=date(2026, 11, 15))
    a_merger([old, other], new, date(2026, 11, 15))
    posted(old, date(2026, 11, 3))
    posted(other, date(2026, 11, 20))  # under the old name, after its end
    assert [counts(each) for each in (old, other, new)] == [(0, 0), (0, 0), (2, 1)]
    assert build_ledger(NOVEMBER, TODAY).get_standing(account(new)) is Standing.EXCEEDED


def test_a_unit_without_a_last_day_ends_where_its_succession_says():
    a_rule()
    old, new = a_unit("Tên cũ"), a_unit("Tên mới", valid_from=date(2026, 7, 1))
    succession = Succession(predecessor=old, successor=new, kind="rename", date=date(2026, 7, 1), legal_basis="QĐ 1")
    succession.save()
    assert build_ledger(NOVEMBER, TODAY).get_accounts_of(old.pk) == []
    assert counts(new) == (0, 1)


def test_an_exemption_gives_its_reason(rule, unit):
    QuotaExemption.objects.create(
        unit=unit, valid_from=date(2026, 11, 1), valid_to=date(2026, 11, 30), reason="Trang nâng cấp"
    )
    found = account(unit)
    assert (found.owed, found.reasons) == (0, ("Trang nâng cấp",))
    [row] = build_rows(build_year_ledger(2026, TODAY))
    assert [cell.words for cell in row.cells][9:11] == ["Chưa đạt", "Được miễn"]
    assert row.cells[10].notes == ("Trang nâng cấp",)


def test_a_rule_binds_only_its_kind(unit):
    a_rule(unit_kind="ward")
    ward = a_unit("Phường Kon Tum", kind="ward")
    assert {each.unit for each in build_ledger(NOVEMBER, TODAY).accounts} == {ward.pk}


def test_two_rules_make_two_tables(unit):
    a_rule(name="Tháng"), a_rule(name="Quý", cycle="quarter", minimum=3, unit=unit)
    sections = build_sections(ledger := build_year_ledger(2026, TODAY), build_rows(ledger))
    assert {(each.rule.name, len(each.periods)) for each in sections} == {("Tháng", 12), ("Quý", 4)}


def test_the_ledger_asks_the_same_five_times_for_one_unit_and_for_many(django_assert_num_queries, rule, unit):
    posted(unit)
    with django_assert_num_queries(5):
        build_year_ledger(2026, TODAY)
    for number in range(10):
        other = a_unit(f"Sở {number}")
        posted(other)
    a_rule(cycle="quarter", grace_days=5, columns=[column()])
    with django_assert_num_queries(5):
        build_year_ledger(2026, TODAY)
