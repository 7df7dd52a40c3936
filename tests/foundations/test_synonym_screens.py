"""Editors teach the search words from searches in vain, see what changes, and take it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundations.searching import changes
from foundations.searching.models import MissedSearch, Synonym
from foundations.searching.previews import get_site_search
from procedures import catalogue
from site_search.apps import SiteSearchConfig
from tests.builders import a_board_member, a_desk, a_procedure, a_unit, an_editor

pytestmark = pytest.mark.django_db
LIST, ADD = "/quan-tri/tu-dong-nghia/", "/quan-tri/tu-dong-nghia/add/"


@pytest.fixture(autouse=True)
def forget_the_lists(monkeypatch):
    catalogue.forget()
    monkeypatch.setattr("news.title_search._titles", None)


@pytest.fixture
def board(client, home):
    Synonym.objects.all()._raw_delete("default")  # those that come with the software
    a_procedure(code="1.000001", name="Cấp lại giấy phép lái xe")
    client.force_login(a_board_member())
    return client


def preview(client, **asked):
    answer = client.get(reverse("synonym_preview"), asked)
    assert answer.status_code == 200
    return answer.context["comparisons"]


def add(client, typed="bằng cầm tay", meant="giấy phép lái xe"):
    answer = client.post(ADD, {"typed": typed, "meant": meant}, follow=True)
    assert Synonym.objects.filter(typed=typed).exists()
    return answer


def test_words_searched_in_vain_lead_to_the_form_with_them_and_are_shown_as_known_once_taught(board):
    MissedSearch.objects.create(words="mất bằng cầm tay", count=4, last_on="2026-11-01")
    listed = board.get("/quan-tri/tim-khong-thay/").content.decode()
    assert f"{ADD}?typed=m%E1%BA%A5t+b%E1%BA%B1ng+c%E1%BA%A7m+tay" in listed
    assert 'value="mất bằng cầm tay"' in board.get(ADD, {"typed": "mất bằng cầm tay"}).content.decode()
    add(board)
    listed = board.get("/quan-tri/tim-khong-thay/").content.decode()
    assert "bang cam tay → giay phep lai xe" in listed


def test_the_preview_shows_results_before_and_after_and_stores_nothing(board):
    MissedSearch.objects.create(words="mất bằng cầm tay", count=4, last_on="2026-11-01")
    shown = preview(board, typed="bằng cầm tay", meant="giấy phép lái xe")
    assert [(each.words, each.times) for each in shown] == [("bằng cầm tay", 0), ("mất bằng cầm tay", 4)]
    assert [(each.before.total, each.after.titles) for each in shown] == [(0, ["Cấp lại giấy phép lái xe"])] * 2
    assert not Synonym.objects.exists()
    assert catalogue.get_current().ask("bằng cầm tay")[1] == []


def test_the_preview_of_a_stored_word_compares_it_with_its_change(board):
    add(board)
    stored = Synonym.objects.get()
    (same,) = preview(board, typed=stored.typed, meant=stored.meant, key=stored.pk)
    assert same.before.total == 1 and not same.is_changed
    (worse,) = preview(board, typed=stored.typed, meant="không gì cả", key=stored.pk)
    assert (worse.before.total, worse.after.total) == (1, 0)
    assert preview(board, typed="", meant="x") == []
    for key in ("²", "9" * 5000):  # Python reads no number of more than 4,300 digits
        assert board.get(reverse("synonym_preview"), {"typed": "%", "meant": '"', "key": key}).status_code == 200


def test_each_kind_of_change_is_undone_and_done_again(board):
    answer = add(board)
    stored = Synonym.objects.get()
    added = changes.find_last_change(stored.pk)
    assert reverse("synonym_undo", args=[added.pk]) in answer.content.decode()
    board.post(f"{LIST}edit/{stored.pk}/", {"typed": "bằng cầm tay", "meant": "chứng chỉ"})
    stored.refresh_from_db()
    assert stored.meant == "chứng chỉ"

    board.post(reverse("synonym_undo", args=[changes.find_last_change(stored.pk).pk]))
    stored.refresh_from_db()
    assert stored.meant == "giấy phép lái xe"
    board.post(f"{LIST}delete/{stored.pk}/")
    assert not Synonym.objects.exists()
    deleted = changes.find_last_change(stored.pk)
    assert "bằng cầm tay → giấy phép lái xe" in board.get(reverse("synonym_undo", args=[deleted.pk])).content.decode()
    board.post(reverse("synonym_undo", args=[deleted.pk]))
    assert Synonym.objects.get() == stored
    assert Synonym.objects.get().meant == "giấy phép lái xe"
    board.post(reverse("synonym_undo", args=[changes.find_last_change(stored.pk).pk]))  # of what restored it
    assert not Synonym.objects.exists()
    assert [is_last for *_row, is_last in board.get(reverse("synonym_changes")).context["rows"]] == [True] + [False] * 5


def test_only_the_last_change_of_a_word_is_undone(board):
    add(board)
    stored = Synonym.objects.get()
    first = changes.find_last_change(stored.pk)
    board.post(f"{LIST}edit/{stored.pk}/", {"typed": "bằng cầm tay", "meant": "chứng chỉ"})
    answer = board.post(reverse("synonym_undo", args=[first.pk]), follow=True)
    assert "đã được thay đổi lần nữa" in answer.content.decode()
    assert Synonym.objects.get().meant == "chứng chỉ"


def test_words_deleted_together_are_restored_one_by_one(board):
    for typed in ("một", "hai"):
        add(board, typed=typed)
    keys = list(Synonym.objects.order_by("pk").values_list("pk", flat=True))
    action = reverse("wagtail_bulk_action", args=["searching", "synonym", "delete"])
    board.post(f"{action}?id={keys[0]}&id={keys[1]}&next={LIST}")
    assert not Synonym.objects.exists()
    for key in keys:
        board.post(reverse("synonym_undo", args=[changes.find_last_change(key).pk]))
    assert set(Synonym.objects.values_list("typed", flat=True)) == {"một", "hai"}


def test_a_form_saved_unchanged_is_no_change(board):
    add(board)
    stored = Synonym.objects.get()
    stored.save()
    assert changes.list_changes().count() == 1


def test_who_may_not_teach_sees_none_of_it(client, home):
    client.force_login(an_editor(a_desk(a_unit("Sở Nội vụ"))))
    for name in ("synonym_preview", "synonym_changes"):
        assert client.get(reverse(name)).status_code == 302


def test_the_history_costs_the_same_with_many_rows(board):
    def count_queries():
        with CaptureQueriesContext(connection) as captured:
            shown = board.get(reverse("synonym_changes")).context["rows"]
        return len(shown), len(captured)

    Synonym.objects.create(typed="một", meant="khác")
    count_queries()  # what is asked once only
    shown, queries = count_queries()
    for number in range(60):
        Synonym.objects.create(typed=f"từ {number}", meant="khác")
    count_queries()  # what a change of the content makes anew
    assert shown == 1
    assert count_queries() == (50, queries)


def test_a_site_without_a_search_says_so(monkeypatch):
    monkeypatch.delattr(SiteSearchConfig, "find_titles")
    with pytest.raises(Exception, match="find_titles in its AppConfig; found: none"):
        get_site_search()
