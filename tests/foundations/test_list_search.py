"""Lists of cases, comments, members, accounts and units are searched by the database, whatever is typed."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import FeedbackCase
from feedback.privacy import erase_cases
from foundations.members.models import Membership
from foundations.members.roles import Role, get_group
from foundations.units.models import Unit
from news.comments.models import SentComment
from tests.builders import a_unit, an_administrator, an_article, user_in
from tests.feedback.test_feedback import a_case
from tests.news.test_comments import a_comment

pytestmark = pytest.mark.django_db

PAGES = {
    "cases": ("/quan-tri/gop-y/", FeedbackCase),
    "comments": ("/quan-tri/binh-luan/", SentComment),
    "members": ("/quan-tri/thanh-vien/", Membership),
    "accounts": ("/quan-tri/users/", get_user_model()),
    "units": ("/quan-tri/don-vi/", Unit),
}


def a_member(first_name="Võ Thị", last_name="Gấm", unit=None, **fields):
    user = user_in(get_group(Role.WRITER, unit), fields.pop("username", f"nguoi-viet-{Membership.objects.count()}"))
    user.first_name, user.last_name = first_name, last_name
    user.save()
    return Membership.objects.create(user=user, role=Role.WRITER, unit=unit)


def make_rows(page, count):
    """So many rows whose words are `Đặng Ngọc`, and one that says nothing of the kind."""
    unit, article = Unit.objects.filter(slug="so-noi-vu").first() or a_unit(slug="so-noi-vu"), an_article()
    makers = {
        "cases": lambda name: a_case(name=name),
        "comments": lambda name: a_comment(article, name=name),
        "members": lambda name: a_member("Đặng" if name != "Lê" else name, "Ngọc", unit),
        "accounts": lambda name: a_member("Đặng" if name != "Lê" else name, "Ngọc", unit),
        "units": lambda name: a_unit(f"Phường {name}"),
    }
    for name in ["Đặng Ngọc"] * count + ["Lê"]:
        makers[page](name)


@pytest.fixture
def administrator(client, home):
    client.force_login(an_administrator())
    return client


def searched(client, page, words):
    """The rows of the first page of a list, and the statements that it took."""
    client.get(PAGES[page][0])  # what is asked once only
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(PAGES[page][0], {"q": words})
    assert answer.status_code == 200
    return list(answer.context["object_list"]), [each["sql"] for each in captured]


@pytest.mark.parametrize("page", PAGES)
def test_with_or_without_accents_in_any_order_and_nothing_that_is_typed_is_a_fault(administrator, page):
    make_rows(page, 2)
    for words in ("đặng ngọc", "DANG NGOC", "ngọc, Đặng", "ngoc da"):
        assert len(searched(administrator, page, words)[0]) == 2, words
    for words in ("đặng " * 400, "x" * 4000, "%", "_", "\\", '"', "ngọc%"):
        searched(administrator, page, words)


@pytest.mark.parametrize("page", PAGES)
def test_many_rows_cost_as_many_queries_as_one_and_only_a_page_of_them_is_fetched(administrator, page):
    make_rows(page, 1)
    _found, few = searched(administrator, page, "dang")
    make_rows(page, 60)
    found, many = searched(administrator, page, "dang")
    assert len(found) <= 50
    assert len(many) <= len(few)
    listed = f'FROM "{PAGES[page][1]._meta.db_table}"'
    unbounded = [sql for sql in many if listed in sql and "LIMIT" not in sql and "COUNT(" not in sql]
    assert unbounded == []


def test_a_case_is_found_by_its_number_address_and_telephone(home):
    case = a_case(name="Đặng Ngọc", email="ngoc@example.vn", phone="0905 123 456")
    for words in (case.number, "ngoc@example.vn", "0905 123 456", "123", "dang 0905"):
        assert list(FeedbackCase.objects.matching(words)) == [case]
    assert not FeedbackCase.objects.matching("dang 0906")


def test_what_is_erased_is_not_found_any_more(home):
    case = a_case(name="Đặng Ngọc", email="ngoc@example.vn")
    erase_cases("ngoc@example.vn")
    assert not FeedbackCase.objects.matching("dang")
    assert list(FeedbackCase.objects.matching(case.number)) == [case]


def test_a_comment_that_is_only_decided_is_not_folded_again(home):
    sent = a_comment(an_article(), text="Đường vào xã còn ngập.")
    SentComment.objects.filter(pk=sent.pk).update(folded="as it was")
    sent.save(update_fields=["status"])
    assert SentComment.objects.get().folded == "as it was"
    sent.save(update_fields=["text"])
    assert list(SentComment.objects.matching("duong NGAP")) == [sent]


def test_a_member_is_found_by_the_present_names_of_person_and_unit(home):
    unit = a_unit("Sở Nội vụ", short_name="SNV")
    member = a_member("Võ Thị", "Gấm", unit, username="nv.01")
    for words in ("vo thi gam", "GẤM noi vu", "nv.01", "snv"):
        assert list(Membership.objects.matching(words)) == [member]
    member.user.last_name, member.user.email = "Hường", "huong@quangngai.example"
    member.user.save(update_fields=["last_name", "email"])
    unit.name = "Sở Khoa học"
    unit.save()
    assert not Membership.objects.matching("gấm võ") and not Membership.objects.matching("noi vu")
    assert list(Membership.objects.matching("huong@quangngai khoa")) == [member]


def test_signing_in_does_not_touch_what_a_member_is_found_by(home, django_assert_num_queries):
    user = a_member(unit=a_unit()).user
    with django_assert_num_queries(1):
        user.save(update_fields=["last_login"])
