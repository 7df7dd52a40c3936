"""Who may write, who approves, and what happens when two editors meet on one page."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from foundations.editing.conflicts import SeenVersion
from news.forms import ArticleForm
from news.models import ArticlePage
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_article, an_editor, column

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]

TITLE = "Đẩy mạnh cải cách hành chính, phường Thống Nhất"


def article_form(title=TITLE, action="", **fields):
    """What the browser sends when an editor saves an article; `action` is the name of the button."""
    data = nested_form_data(
        {
            "title": title,
            "slug": fields.pop("slug", ""),
            "kind": "tin",
            "origin": "own",
            "body": fields.pop("body", streamfield([("paragraph", rich_text("<p>Nội dung bài viết.</p>"))])),
            "authors": inline_formset([]),
            "corrections": fields.pop("corrections", inline_formset([])),
            "comments": inline_formset([]),
            **fields,
        }
    )
    return {**data, **({action: "1"} if action else {})}


def add_address(parent):
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", parent.pk])


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_an_address_taken_between_check_and_storing_gets_a_number(client, home, monkeypatch):
    """Two editors at once: the other's article arrives while this one's form is being looked at."""
    check_form = ArticleForm.clean
    desk = a_desk(a_unit())

    def clean(form):
        an_article(parent=desk, title="Nhanh hơn", slug="bai-moi")
        return check_form(form)

    monkeypatch.setattr(ArticleForm, "clean", clean)
    client.force_login(an_editor(desk))
    answer = client.post(add_address(desk), article_form(slug="bai-moi"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert ArticlePage.objects.order_by("-pk").first().slug == "bai-moi-2"


@pytest.mark.parametrize("action", ["", "action-submit"])
def test_an_address_left_empty_is_made_of_the_title(client, home, action):
    """As its panel says; so does a form that is saved before its scripts have come."""
    desk = a_desk(a_unit())
    an_article(parent=desk, title="Đã có", slug="day-manh-cai-cach")
    client.force_login(an_editor(desk))
    answer = client.post(add_address(desk), article_form("Đẩy mạnh cải cách", slug="", action=action))
    assert answer.status_code == 302, answer.context["form"].errors
    assert ArticlePage.objects.order_by("-pk").first().slug == "day-manh-cai-cach-2"


def test_a_title_without_letters_asks_for_an_address(client, home):
    desk = a_desk(a_unit())
    client.force_login(an_editor(desk))
    answer = client.post(add_address(desk), article_form("？！", slug=""))
    assert "hãy tự nhập ở đây" in answer.context["form"].errors["slug"][0]
    assert client.post(add_address(desk), article_form("？！", slug="cau-hoi")).status_code == 302
    article = ArticlePage.objects.get(slug="cau-hoi")
    client.post(edit_address(article), article_form("Đổi tên", slug=""))
    assert ArticlePage.objects.get(pk=article.pk).slug == "doi-ten"


def test_an_address_left_empty_with_no_title_is_told_once(client, home):
    desk = a_desk(a_unit())
    client.force_login(an_editor(desk))
    answer = client.post(add_address(desk), article_form("", slug=""))
    assert list(answer.context["form"].errors) == ["title"]


def write(client, user, parent, **form):
    """The article that `user` makes below `parent` in the editor."""
    client.force_login(user)
    answer = client.post(add_address(parent), article_form(slug=form.pop("slug", "bai-moi"), **form))
    assert answer.status_code == 302, answer.context["form"].errors
    return ArticlePage.objects.order_by("-pk").first()


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def other_desk(home):
    return a_desk(a_unit("Sở Y tế"))


def test_an_editor_writes_at_the_own_desk_and_nowhere_else(client, desk, other_desk):
    editor = an_editor(desk)
    client.force_login(editor)
    assert client.get(add_address(desk)).status_code == 200
    for elsewhere in (other_desk, column(), column("thong-bao")):
        assert client.get(add_address(elsewhere)).status_code == 302
        client.post(add_address(elsewhere), article_form(slug="lac"))
    assert not ArticlePage.objects.filter(slug="lac").exists()


def test_an_editor_neither_sees_nor_opens_another_desk(client, desk, other_desk):
    foreign = an_article(other_desk, title="Bài của Sở Y tế")
    client.force_login(an_editor(desk))
    listing = client.get(reverse("wagtailadmin_explore", args=[column().pk]), follow=True)
    assert listing.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[desk.pk])
    assert "Sở Y tế" not in listing.content.decode()
    assert client.get(edit_address(foreign)).status_code == 302
    assert client.get(reverse("wagtailadmin_explore", args=[other_desk.pk])).status_code == 302
    assert "Bài của Sở Y tế" not in client.get(reverse("wagtailadmin_pages:search"), {"q": "y te"}).content.decode()


def test_the_posting_unit_is_the_desks_whatever_is_sent(client, desk, other_desk):
    article = write(client, an_editor(desk), desk, unit=other_desk.unit.pk)
    assert article.unit == desk.unit


def test_an_editor_cannot_publish(client, desk):
    article = write(client, an_editor(desk), desk, action="action-publish")
    assert not article.live
    assert client.get(article.get_url()).status_code == 404


def test_a_submitted_article_is_approved_by_the_board_and_read(client, desk):
    article = write(client, an_editor(desk), desk, action="action-submit")
    assert approve(client, a_board_member(), article).status_code == 302
    article.refresh_from_db()
    assert article.live
    assert article.title in client.get(column().url).content.decode()


def approve(client, user, article):
    client.force_login(user)
    state = TaskState.objects.filter(workflow_state__object_id=str(article.pk)).latest("pk")
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk]))


def test_nobody_approves_their_own_article(client, desk, home):
    member = a_board_member()
    article = write(client, member, column(), action="action-submit")
    approve(client, member, article)
    article.refresh_from_db()
    assert not article.live
    assert not TaskState.objects.reviewable_by(member).exists()
    colleague = a_board_member()
    assert TaskState.objects.reviewable_by(colleague).exists()
    approve(client, colleague, article)
    article.refresh_from_db()
    assert article.live


def test_who_submits_an_article_does_not_approve_it(client, desk):
    article = write(client, an_editor(desk), desk)
    member = a_board_member()
    client.force_login(member)
    client.post(edit_address(article), article_form(slug=article.slug, action="action-submit"))
    approve(client, member, article)
    article.refresh_from_db()
    assert not article.live


@pytest.mark.parametrize("make_user", [a_board_member, an_administrator])
def test_nobody_publishes_their_own_article_past_the_workflow(client, desk, make_user):
    user = make_user()
    article = write(client, user, column(), action="action-publish")
    client.post(edit_address(article), article_form(slug=article.slug, action="action-publish"))
    article.refresh_from_db()
    assert not article.live
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={article.pk}", {"include_descendants": ""})
    article.refresh_from_db()
    assert not article.live


def test_the_board_publishes_what_another_wrote(client, desk):
    article = write(client, an_editor(desk), desk)
    client.force_login(a_board_member())
    client.post(edit_address(article), article_form(slug=article.slug, action="action-publish"))
    article.refresh_from_db()
    assert article.live


def hidden_fields(client, page):
    """What the edit form remembers of the revision it shows."""
    html = client.get(edit_address(page)).content.decode()
    names = ("loaded_revision_id", "loaded_revision_created_at")
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in names}


def newest_title(page):
    return Page.objects.get(pk=page.pk).latest_revision.content["title"]


def test_the_second_save_is_warned_and_keeps_what_was_typed(client, desk):
    article = write(client, an_editor(desk), desk)
    one, other = an_editor(desk, "nguoi-mot"), an_editor(desk, "nguoi-hai")
    client.force_login(one)
    seen = hidden_fields(client, article)
    client.force_login(other)
    client.post(
        edit_address(article),
        {**article_form("Bản của người hai", slug=article.slug), **hidden_fields(client, article)},
    )
    client.force_login(one)
    answer = client.post(edit_address(article), {**article_form("Bản của người một", slug=article.slug), **seen})
    page = answer.content.decode()
    assert newest_title(article) == "Bản của người hai"
    assert "nguoi-hai" in page
    assert "sau khi bạn mở" in page
    assert "Bản của người một</textarea>" in page
    warned = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in seen}
    client.post(edit_address(article), {**article_form("Bản của người một", slug=article.slug), **warned})
    assert newest_title(article) == "Bản của người một"
    assert article.revisions.count() == 3


def test_saving_twice_in_a_row_warns_nobody(client, desk):
    article = write(client, an_editor(desk), desk)
    for title in ("Lần một", "Lần hai"):
        client.post(edit_address(article), {**article_form(title, slug=article.slug), **hidden_fields(client, article)})
        assert newest_title(article) == title


def test_a_save_that_overtakes_the_check_is_refused(desk):
    article = an_article(desk)
    mine, theirs = (ArticlePage.objects.get(pk=article.pk) for _copy in range(2))
    mine.seen_version = SeenVersion(revision_id=str(article.latest_revision_id))
    theirs.title = "Người khác sửa"
    theirs.save_revision()
    with pytest.raises(Exception, match="sau khi bạn mở"):
        mine.save_revision()


def test_an_incomplete_article_is_a_draft_but_is_not_submitted(client, desk):
    client.force_login(an_editor(desk))
    repost = article_form(slug="dang-lai", origin="repost", action="action-submit")
    answer = client.post(add_address(desk), repost)
    assert "Bài đăng lại phải ghi nguồn." in answer.content.decode()
    assert not Page.objects.filter(slug="dang-lai").exists()
    draft = {name: value for name, value in repost.items() if name != "action-submit"}
    assert client.post(add_address(desk), draft).status_code == 302
    assert Page.objects.filter(slug="dang-lai").exists()


def test_an_empty_paragraph_is_not_submitted(client, desk):
    client.force_login(an_editor(desk))
    empty = article_form(slug="trong", action="action-submit", body=streamfield([("paragraph", rich_text("<p></p>"))]))
    answer = client.post(add_address(desk), empty)
    assert answer.status_code == 200
    assert not Page.objects.filter(slug="trong").exists()


def test_approval_is_in_the_history(client, desk):
    article = write(client, an_editor(desk), desk, action="action-submit")
    approve(client, a_board_member("truong-ban"), article)
    entries = PageLogEntry.objects.filter(page=article.pk, action="wagtail.workflow.approve")
    assert [entry.user.username for entry in entries] == ["truong-ban"]


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"])
def test_accounts_and_groups_are_the_administrators(client, desk, name):
    for user in (an_editor(desk), a_board_member()):
        client.force_login(user)
        assert client.get(reverse(name)).status_code == 302
    client.force_login(an_administrator())
    assert client.get(reverse(name)).status_code == 200


def test_site_settings_are_the_boards(client, desk):
    address = reverse("wagtailsettings:edit", args=["site_project", "sitesettings"])
    client.force_login(an_editor(desk))
    assert client.get(address, follow=True).redirect_chain[-1][0] == reverse("wagtailadmin_home")
    client.force_login(a_board_member())
    assert client.get(address, follow=True).status_code == 200
