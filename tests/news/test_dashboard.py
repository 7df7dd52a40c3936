"""The dashboard: what waits for this very person, and nothing that another has to do."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from foundations.counters.models import DailyViews
from foundations.searching.models import MissedSearch
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_article, an_editor
from tests.news.test_editing import add_address, edit_address, write

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
HOME = reverse("wagtailadmin_home")


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


def panels(client, user):
    """The headings of the dashboard's panels, with the text of each."""
    client.force_login(user)
    html = re.sub(r"<(script|style|template|svg).*?</\1>", "", client.get(HOME).content.decode(), flags=re.DOTALL)
    parts = re.split(r'<section class="w-panel', html)[1:]
    texts = [" ".join(re.sub(r"<[^>]+>", " ", part[part.index(">") + 1 :]).split()) for part in parts]
    return {re.search(r'id="([a-z-]+)-section"', part)[1]: text for part, text in zip(parts, texts, strict=True)}


def send_back(client, user, article, note):
    client.force_login(user)
    state = TaskState.objects.filter(workflow_state__object_id=str(article.pk)).latest("pk")
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "reject", state.pk])
    client.post(address, {"comment": note})


def test_an_editor_writes_in_one_click_at_the_own_desk(client, desk):
    client.force_login(an_editor(desk))
    assert f'href="{add_address(desk)}"' in client.get(HOME).content.decode()


def test_a_draft_is_its_writers_and_nobody_elses(client, desk):
    writer = an_editor(desk)
    write(client, writer, desk, title="Bài còn dở")
    assert "Bài còn dở Bản nháp, chưa gửi duyệt" in panels(client, writer)["drafts"]
    assert "drafts" not in panels(client, an_editor(desk))


def test_an_article_sent_back_shows_the_note_and_is_no_draft_too(client, desk):
    writer = an_editor(desk)
    article = write(client, writer, desk, title="Bài thiếu ảnh", action="action-submit")
    assert "Đã gửi, đang chờ duyệt" in panels(client, writer)["drafts"]
    send_back(client, a_board_member("truong-ban"), article, "Cần thêm ảnh hội nghị.")
    shown = panels(client, writer)
    assert "Cần thêm ảnh hội nghị." in shown["sent-back"]
    assert "truong-ban trả lại lúc" in shown["sent-back"]
    assert "drafts" not in shown


def test_the_board_sees_what_it_may_approve_and_a_writer_not_the_own(client, desk):
    member = a_board_member()
    write(client, an_editor(desk), desk, title="Bài chờ duyệt", action="action-submit")
    own = write(client, member, desk, slug="cua-minh", title="Bài của ủy viên", action="action-submit")
    waiting = panels(client, member)["to-approve"]
    assert "Bài chờ duyệt" in waiting
    assert own.title not in waiting
    assert "to-approve" not in panels(client, an_editor(desk))


def test_the_most_read_are_of_the_own_unit_and_for_the_board_of_all(client, desk):
    own, other = an_article(desk, title="Bài của sở", unit=desk.unit), an_article(title="Bài y tế")
    today = timezone.localdate()
    for article, day, views in ((own, today, 5), (other, today, 7), (own, today - timedelta(days=7), 90)):
        DailyViews.objects.create(kind="tin", object_id=article.pk, day=day, views=views)
    mine = panels(client, an_editor(desk))["most-read"]
    assert "Bài của sở 5 lượt xem" in mine
    assert "Bài y tế" not in mine
    everyones = panels(client, a_board_member())["most-read"]
    assert everyones.index("Bài y tế") < everyones.index("Bài của sở")


def test_nothing_to_do_shows_no_empty_panel(client, desk):
    assert panels(client, an_editor(desk)) == {}


def queries_of(client, user):
    client.force_login(user)
    client.get(HOME)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(HOME).status_code == 200
    return len(captured)


def test_the_dashboard_costs_the_same_with_one_and_with_many_articles(client, desk):
    writer, member = an_editor(desk), a_board_member()
    today = timezone.localdate()

    def more(first, last):
        for number in range(first, last):
            write(client, writer, desk, slug=f"nhap-{number}")
            write(client, writer, desk, slug=f"cho-{number}", action="action-submit")
            back = write(client, writer, desk, slug=f"lai-{number}", action="action-submit")
            send_back(client, member, back, "Sửa lại.")
            DailyViews.objects.create(kind="tin", object_id=an_article(desk, unit=desk.unit).pk, day=today, views=3)

    more(0, 1)
    one = [queries_of(client, user) for user in (writer, member)]
    more(1, 5)
    assert [queries_of(client, user) for user in (writer, member)] == one


def test_a_line_leads_to_the_form(client, desk):
    writer = an_editor(desk)
    article = write(client, writer, desk)
    client.force_login(writer)
    assert f'href="{edit_address(article)}"' in client.get(HOME).content.decode()


def test_an_administrator_has_a_dashboard_too(client, desk):
    client.force_login(an_administrator())
    assert "Viết bài mới" in client.get(HOME).content.decode()


def test_searches_in_vain_are_shown_to_who_teaches_the_search(client, desk):
    MissedSearch.objects.create(words="bằng lái xe bay", count=3, last_on=timezone.localdate())
    MissedSearch.objects.create(words="rất lâu rồi", count=9, last_on=timezone.localdate() - timedelta(days=90))
    shown = panels(client, a_board_member())["missed-searches"]
    assert "“bằng lái xe bay” 3 lần" in shown
    assert "rất lâu rồi" not in shown
    assert "missed-searches" not in panels(client, an_editor(desk))
