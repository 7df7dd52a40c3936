"""The form of an article: in the order of writing, with help, and with what is known filled in."""

import pytest
from django.urls import reverse

from news.article_panels import MORE, WRITING
from news.models import ArticlePage
from tests.builders import a_board_member, a_desk, a_unit, an_article, an_editor, column
from tests.news.test_editing import add_address, article_form, edit_address

pytestmark = pytest.mark.django_db


def fields_of(panels):
    """Panels with a field or a relation of their own, in the order of the form."""
    for panel in panels:
        if getattr(panel, "children", None) and not hasattr(panel, "relation_name"):
            yield from fields_of(panel.children)
        elif name := getattr(panel, "field_name", "") or getattr(panel, "relation_name", ""):
            yield name, panel


def editor_named(desk, first="Nguyễn Thị", last="Nhàn"):
    editor = an_editor(desk)
    editor.first_name, editor.last_name = first, last
    editor.save()
    return editor


def test_the_form_follows_the_order_of_writing():
    names = [name for name, _panel in fields_of(WRITING)]
    assert names[:6] == ["title", "lead", "cover", "cover_alt", "cover_caption", "body"]
    assert names[6:] == ["authors", "byline", "origin", "source", "source_url"]


def test_every_field_of_the_form_has_help():
    assert [name for name, panel in fields_of([*WRITING, *MORE]) if not panel.help_text] == []


def test_a_new_article_names_its_writer_as_the_author(client, home):
    desk = a_desk(a_unit())
    client.force_login(editor_named(desk))
    form = client.get(add_address(desk)).context["form"]
    assert [author.name for author in form.instance.authors.all()] == ["Nguyễn Thị Nhàn"]
    assert form.initial["unit"] == desk.unit.pk


def test_what_is_sent_decides_on_the_author_not_the_account(client, home):
    desk = a_desk(a_unit())
    client.force_login(editor_named(desk))
    client.post(add_address(desk), article_form(slug="khong-tac-gia"))
    assert not ArticlePage.objects.get(slug="khong-tac-gia").authors.exists()


def test_the_author_filled_in_is_stored_as_the_browser_sends_it(client, home):
    desk = a_desk(a_unit())
    client.force_login(editor_named(desk))
    formset = client.get(add_address(desk)).context["form"].formsets["authors"]
    sent = {f"authors-{name}": formset.management_form[name].value() for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    row = {"authors-0-name": "Nguyễn Thị Nhàn", "authors-0-id": "", "authors-0-ORDER": "1", "authors-0-DELETE": ""}
    data = {**article_form(slug="co-tac-gia"), **sent, **row}
    assert client.post(add_address(desk), data).status_code == 302
    assert [author.name for author in ArticlePage.objects.get(slug="co-tac-gia").authors.all()] == ["Nguyễn Thị Nhàn"]


def test_an_article_without_an_author_is_not_given_one_when_it_is_edited(client, home):
    article = an_article(a_desk(a_unit()))
    member = a_board_member()
    member.first_name = "Ban"
    member.save()
    client.force_login(member)
    form = client.get(edit_address(article)).context["form"]
    assert not form.instance.authors.exists()


def test_what_few_articles_need_is_folded(client, home):
    client.force_login(a_board_member())
    html = client.get(reverse("wagtailadmin_pages:add", args=["news", "articlepage", column().pk])).content.decode()
    assert html.count("w-panel collapsed") == 4
    places = [html.index(f'id="{name}"') for name in ("id_title", "id_lead", "id_source", "id_slug")]
    assert places == sorted(places)
