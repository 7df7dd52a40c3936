"""What an app knows and another shows: declared in its AppConfig, collected by the one that shows it."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import EmailField
from wagtail import blocks

from feedback.subjects import get_subject_name
from foundations.handbook.chapters import find_chapter
from foundations.handbook.screens import get_screens
from foundations.members.rights import collect_rights
from foundations.personal_data.holders import HOLDERS
from news.blocks import ArticleBody, find_offered_blocks
from procedures.apps import ProceduresConfig
from procedures.models import Procedure
from rankings.apps import RankingsConfig
from rankings.blocks import RankingBlock, RankingSeriesBlock
from tests.code.test_house import LEVEL


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


OURS = [config for config in apps.get_app_configs() if config.name in LEVEL]


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.name)
def test_each_app_says_of_all_its_models_whether_pages_show_them(config):
    """What is private does not make stored pages outdated; a model of which nothing is said would do so unnoticed."""
    declared = [*getattr(config, "public_models", []), *getattr(config, "private_models", [])]
    assert sorted(declared) == sorted(model.__name__ for model in config.get_models())


def test_each_editors_screen_of_a_model_is_open_to_a_role():
    """Who may do what at a screen of ours is said by the app of the model; else only a superuser would get there."""
    told = {*collect_rights("board_rights"), *collect_rights("administrator_rights")}
    models = [model for config in OURS for model in config.get_models() if hasattr(model, "snippet_viewset")]
    assert len(models) > 10
    for model in models:
        name = model._meta.model_name
        assert told & {f"{action}_{name}" for action in ("add", "change", "view")}, model


def test_rights_are_declared_where_their_model_is():
    for config in OURS:
        declared = [*getattr(config, "board_rights", []), *getattr(config, "administrator_rights", [])]
        own = {
            codename
            for model in config.get_models()
            for codename in [
                *(f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions),
                *(f"{action}_{model._meta.model_name}" for action in ("publish", "lock", "unlock")),
                *(codename for codename, _name in model._meta.permissions),
            ]
        }
        assert set(declared) <= own, config


def test_who_keeps_addresses_of_persons_hands_them_out_and_erases_them():
    keeping = {
        model._meta.app_label
        for config in OURS
        for model in config.get_models()
        if model.__name__ in getattr(config, "private_models", [])
        and any(isinstance(field, EmailField) for field in model._meta.fields)
    }
    holding = {holder.rows.__module__.rpartition(".")[0] for holder in HOLDERS}
    assert {apps.get_app_config(label).name for label in keeping} <= holding


def test_what_writers_choose_from_exists():
    for config in OURS:
        for name in getattr(config, "chosen_by_writers", []):
            assert config.get_model(name).snippet_viewset


def test_each_screen_with_help_of_its_own_is_explained_by_a_chapter():
    for _pattern, slug, _anchor in get_screens():
        assert not slug or find_chapter(slug), slug
