"""What an app knows and another shows: declared in its AppConfig, collected by the one that shows it."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks

from feedback.subjects import get_subject_name
from news.blocks import ArticleBody, find_offered_blocks
from procedures.apps import ProceduresConfig
from procedures.models import Procedure
from rankings.apps import RankingsConfig
from rankings.blocks import RankingBlock, RankingSeriesBlock


def test_rankings_declare_their_blocks_and_bodies_offer_them():
    assert [name for name, _block in find_offered_blocks()] == ["ranking", "ranking_series"]
    offered = ArticleBody().child_blocks
    assert isinstance(offered["ranking"], RankingBlock)
    assert isinstance(offered["ranking_series"], RankingSeriesBlock)


def test_a_block_that_any_app_declares_is_offered(monkeypatch):
    declare = lambda _config: {"meter": blocks.CharBlock()}  # noqa: E731 (a method of another class)
    monkeypatch.setattr(type(apps.get_app_config("units")), "get_article_blocks", declare, raising=False)
    assert "meter" in ArticleBody().child_blocks


def test_a_block_that_no_app_declares_is_not_offered(monkeypatch):
    monkeypatch.delattr(RankingsConfig, "get_article_blocks")
    assert find_offered_blocks() == []
    assert "ranking" not in ArticleBody().child_blocks
    assert "paragraph" in ArticleBody().child_blocks


@pytest.mark.django_db
def test_procedures_name_what_feedback_is_about():
    Procedure.objects.create(code="1.004194", name="Đăng ký khai sinh", live=True)
    Procedure.objects.create(code="1.004195", name="Bản nháp", live=False)
    assert get_subject_name("1.004194") == "Đăng ký khai sinh"
    assert get_subject_name("1.004195") == ""
    assert get_subject_name("khong-co") == ""


def test_no_code_asks_no_app(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert get_subject_name("") == ""


def test_feedback_without_an_app_that_names_its_subject_says_so(monkeypatch):
    monkeypatch.delattr(ProceduresConfig, "get_feedback_subject")
    with pytest.raises(ImproperlyConfigured, match="get_feedback_subject in its AppConfig; found: none"):
        get_subject_name("1.004194")


def test_two_apps_that_name_the_subject_of_feedback_are_refused(monkeypatch):
    monkeypatch.setattr(RankingsConfig, "get_feedback_subject", lambda _config, _code: "", raising=False)
    with pytest.raises(ImproperlyConfigured, match="found: procedures, rankings"):
        get_subject_name("1.004194")
