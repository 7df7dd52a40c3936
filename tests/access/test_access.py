"""Who reaches which address of the editors' interface: every address, every role."""

import difflib

import pytest
from django.db import connection
from django.urls import reverse

from foundations.uploads import renditions
from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from news.models import ArticlePage
from site_project.demonstration.load import load_demonstration
from tests.access import table
from tests.access.addresses import addresses
from tests.access.roles import ROLES
from tests.builders import a_board_member, a_desk, a_picture, a_unit, an_administrator, an_article, an_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(home, monkeypatch):
    monkeypatch.setattr(renditions, "call_after_commit", lambda call: None)
    load_demonstration(report=lambda line: None)


@pytest.fixture
def desks(home):
    return a_desk(a_unit("Sở Nội vụ")), a_desk(a_unit("Sở Y tế"))


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL for the one who may most, below")
def test_addresses_are_allowed_and_refused_exactly_as_the_table_in_the_docs_says(demonstration):
    rows = table.rows()
    said, found = table.DOCUMENT.read_text(encoding="utf-8").splitlines(), table.written(rows).splitlines()
    different = "\n".join(difflib.unified_diff(said, found, "docs", "found", lineterm="", n=0))
    assert not different, f"If this is meant, renew the table by `scripts/renew_access_table`:\n{different}"
    assert len(rows) > 400
    assert [row.pattern for row in rows if table.UNTRIED in row.cells] == []


@pytest.mark.long
@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite for every role, above")
def test_every_address_answers_the_administrator_of_the_system_as_the_docs_say(demonstration):
    """Rights do not depend on the database; what a screen asks of it does."""
    said = [(row.pattern, row.cells[-1:]) for row in table.read_document()]
    assert sorted(set(said)) == table.rows(ROLES[-1:])


def test_each_address_of_the_interface_is_in_the_table_once():
    patterns = [address.pattern for address in addresses()]
    assert "quan-tri/users/edit/<int:pk>/" in patterns
    assert not any("bulk/" in pattern or pattern.endswith("login/") for pattern in patterns)
    assert all(len(role.name) > 3 for role in ROLES)


@pytest.mark.parametrize(
    "chooser",
    ["feedback_feedbackcase", "comments_sentcomment", "personal_data_consenttext", "searching_missedsearch"],
)
def test_what_readers_sent_is_chosen_from_by_the_board_only(client, desks, chooser):
    address = reverse(f"wagtailsnippetchoosers_{chooser}:choose")
    client.force_login(an_editor(desks[0]))
    assert client.get(address, follow=True).redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    client.force_login(a_board_member())
    assert client.get(address).status_code == 200


def test_writers_choose_documents_they_cite_and_units(client, desks):
    client.force_login(an_editor(desks[0]))
    for chooser in ("legal_documents_legaldocument", "units_unit"):
        assert client.get(reverse(f"wagtailsnippetchoosers_{chooser}:choose")).status_code == 200


def test_bulk_actions_pass_over_what_one_may_not_touch(client, desks):
    own, others = desks
    article = an_article(parent=others, live=False)
    picture = a_picture()
    Picture.objects.filter(pk=picture.pk).update(collection=get_collection(others.unit))
    client.force_login(an_editor(own))
    for model, thing in (("wagtailcore/page", article), ("uploads/picture", picture)):
        app_label, name = model.split("/")
        action = reverse("wagtail_bulk_action", args=[app_label, name, "delete"])
        client.post(f"{action}?id={thing.pk}&next=/quan-tri/")
    assert ArticlePage.objects.filter(pk=article.pk).exists()
    assert Picture.objects.filter(pk=picture.pk).exists()
    client.force_login(an_administrator())
    action = reverse("wagtail_bulk_action", args=["uploads", "picture", "delete"])
    client.post(f"{action}?id={picture.pk}&next=/quan-tri/")
    assert not Picture.objects.filter(pk=picture.pk).exists()
