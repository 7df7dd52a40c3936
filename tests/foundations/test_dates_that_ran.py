"""Dates that have run never stand in the way of saving; nothing is published for no time at all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import DraftStateMixin, ModelLogEntry, Page, PageLogEntry

from foundations.editing.forms import PastDatesMixin
from foundations.editing.revisions import EXPIRY_DROPPED, OptimisticLockingMixin
from news.models import ArticlePage
from procedures.models import Procedure
from site_project.models import StandardPage
from tests.builders import a_board_member, a_desk, a_procedure, a_unit, an_editor
from tests.foundations.open_forms import OpenForm
from tests.news.test_editing import approve, article_form, edit_address, write

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]


def moment(days):
    return timezone.localtime().replace(microsecond=0) + timedelta(days=days)


def written(days) -> str:
    return moment(days).strftime("%d/%m/%Y %H:%M")


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def article(client, desk):
    """Withdrawn yesterday, when its time was over."""
    article = write(client, an_editor(desk), desk, title="Hết hạn")
    article.go_live_at, article.expire_at = moment(-10), moment(-1)
    article.save_revision()
    article.live, article.expired = False, True
    article.save()
    return article


def open_article(client, user, article):
    dates = {"go_live_at": written(-10), "expire_at": written(-1)}
    return OpenForm(client, user, edit_address(article), **article_form("Hết hạn", slug=article.slug), **dates)


def stored_expiry(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().expire_at


def test_a_draft_is_saved_with_an_expiry_that_has_run_and_keeps_it(client, desk, article):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    assert form.autosave(title="Tự lưu")["success"]
    assert form.save(title="Bấm lưu").status_code == 302
    assert stored_expiry(article) == article.expire_at


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
def test_what_is_sent_in_or_published_loses_it_and_the_editor_is_told(client, article, action):
    form = open_article(client, a_board_member(), article)
    form.autosave(title="Tự lưu")
    assert form.save(action, title="Đăng lại").status_code == 302
    assert stored_expiry(article) is None
    messages = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "đã qua nên được bỏ" in messages
    if action == "action-publish":
        call_command("publish_scheduled")
        assert ArticlePage.objects.get().live


def test_a_new_past_expiry_is_refused_at_its_field_in_vietnamese(client, desk, article):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    answer = form.save(expire_at=written(-2))
    assert answer.context["form"].errors["expire_at"] == ["Ngày, giờ hết hạn đăng phải ở trong tương lai."]


def test_dates_may_be_taken_out_or_set_anew(client, desk, article):
    form = open_article(client, an_editor(desk, "nguoi-viet"), article)
    assert form.autosave(go_live_at="", expire_at="")["success"]
    assert form.save(go_live_at=written(2), expire_at=written(9)).status_code == 302
    assert stored_expiry(article) > timezone.now()


def test_an_expiry_that_ran_while_the_article_waited_is_dropped_when_it_is_approved(client, desk):
    dates = {"expire_at": written(1)}
    article = write(client, an_editor(desk), desk, title="Chờ duyệt", action="action-submit", **dates)
    revision = article.latest_revision
    revision.content["expire_at"] = moment(-1).isoformat()
    revision.save()
    approve(client, a_board_member(), article)
    call_command("publish_scheduled")
    article.refresh_from_db()
    assert article.live
    assert article.expire_at is None
    assert PageLogEntry.objects.filter(page=article.pk, action=EXPIRY_DROPPED).exists()


def test_a_time_that_passed_while_the_server_stood_still_is_not_made_endless(client, desk):
    article = write(client, an_editor(desk), desk, title="Thông báo có hạn")
    article.go_live_at, article.expire_at = moment(-3), moment(-1)
    article.save_revision(approved_go_live_at=article.go_live_at)
    for _minute in range(2):
        call_command("publish_scheduled")
    article.refresh_from_db()
    assert not article.live


def test_a_standard_page_is_saved_with_an_expiry_that_has_run(client, home):
    page = home.add_child(instance=StandardPage(title="Liên hệ", slug="lien-he", expire_at=moment(-1)))
    page.save_revision()
    form = OpenForm(client, a_board_member(), edit_address(page), title="Liên hệ", slug="lien-he")
    fields = {
        "body-count": "0",
        "english_body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "expire_at": written(-1),
    }
    assert form.autosave(**fields)["success"]
    assert form.save(title="Địa chỉ liên hệ").status_code == 302


def test_a_procedure_is_published_without_an_expiry_that_has_run(home):
    procedure = a_procedure()
    procedure.expire_at = moment(-1)
    procedure.save_revision().publish()
    procedure.refresh_from_db()
    assert procedure.expire_at is None
    assert ModelLogEntry.objects.filter(object_id=str(procedure.pk), action=EXPIRY_DROPPED).exists()


def test_every_kind_with_dates_takes_part():
    kinds = [model for model in [*Page.__subclasses__(), Procedure] if issubclass(model, OptimisticLockingMixin)]
    assert len(kinds) > 6
    for model in kinds:
        assert issubclass(model, DraftStateMixin)
        handler = model.get_edit_handler() if issubclass(model, Page) else model.snippet_viewset.get_edit_handler()
        assert issubclass(handler.get_form_class(), PastDatesMixin)
