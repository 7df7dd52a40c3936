"""Invitations: one account, one mail, one link that is good once."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from foundations.members.invitations import VALID_FOR, Invitation
from foundations.members.roles import Role, get_group
from foundations.public_forms.shared_counts import SharedCounts
from tests.builders import a_desk, a_merger, a_unit, an_editor, user_in

pytestmark = pytest.mark.django_db
PASSWORD = "Kon-Plong-1973-thong"
LINK = re.compile(r"/quan-tri/nhan-loi-moi/\S+")


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def administrator(home):
    user = user_in(get_group(Role.ADMINISTRATOR), "quan-tri-vien")
    user.first_name, user.last_name, user.email = "Lê Thị", "Bình", "binh@quangngai.example"
    user.save()
    return user


@pytest.fixture
def invite(client, django_capture_on_commit_callbacks):
    def invited(by, desk=None, **fields):
        data = {"name": "Nguyễn Văn  An", "email": "An.NV@quangngai.example", "role": "writer", "key": "mot"}
        data |= {"unit": desk.unit.pk if desk else "", **fields}
        client.force_login(by)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("people_invite"), data)

    return invited


def link() -> str:
    return LINK.search(mail.outbox[-1].body)[0]


def choose(client, address, first=PASSWORD, second=None):
    return client.post(address, {"new_password1": first, "new_password2": second or first})


def test_an_invitation_is_an_account_without_a_password_and_one_mail(invite, administrator, desk):
    answer = invite(administrator, desk)
    assert answer.status_code == 302
    user = get_user_model().objects.get(username="an.nv@quangngai.example")
    assert (user.first_name, user.last_name, user.has_usable_password()) == ("Nguyễn Văn", "An", False)
    assert [group.name for group in user.groups.all()] == ["Người viết: Sở Nội vụ"]
    (sent,) = mail.outbox
    assert sent.to == ["an.nv@quangngai.example"]
    assert sent.reply_to == ["binh@quangngai.example"]
    for words in ("Nguyễn Văn An", "Lê Thị Bình mời", "Người viết, Sở Nội vụ", "dùng được một lần", "an.nv@quangngai"):
        assert words in sent.body, words
    expiry = Invitation.objects.get().expires_at.astimezone(datetime.timezone(datetime.timedelta(hours=7)))
    assert f"{expiry:%H:%M %d/%m/%Y}" in sent.body


def comes_in(client) -> bool:
    fields = {"username": "an.nv@quangngai.example", "password": PASSWORD}
    return client.post(reverse("wagtailadmin_login"), fields).status_code == 302


def test_the_link_leads_to_a_password_once_and_then_to_signing_in(client, invite, administrator, desk):
    invite(administrator, desk)
    client.logout()
    address = link()
    assert client.get(address).status_code == 200
    assert client.get(address)["Referrer-Policy"] == "same-origin"
    answer = choose(client, address)
    assert answer.url == reverse("wagtailadmin_login")
    assert comes_in(client)
    client.logout()
    signed_in = client.post(answer.url, {"username": "An.NV@QuangNgai.example", "password": PASSWORD})
    assert signed_in.url == reverse("wagtailadmin_home")
    client.logout()
    assert choose(client, address, "Mot-mat-khau-khac-77").status_code == 404
    assert comes_in(client)


def test_opening_the_link_changes_nothing(client, invite, administrator, desk):
    invite(administrator, desk)
    before = Invitation.objects.values().get()
    client.get(link())
    assert Invitation.objects.values().get() == before


@pytest.mark.parametrize(
    ("password", "words"),
    [("123", "quá ngắn"), ("an.nv@quangngai", "giống"), ("matkhau1234", None), ("83746528374", "số")],
)
def test_a_weak_password_is_refused_in_vietnamese(client, invite, administrator, desk, password, words):
    invite(administrator, desk)
    answer = choose(client, link(), password)
    user = get_user_model().objects.get(username="an.nv@quangngai.example")
    if words is None:
        assert user.has_usable_password()
    else:
        assert words in answer.content.decode()
        assert not user.has_usable_password()


def main_part(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]


def expired(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=invitation.made_at)


def address_changed(invitation):
    get_user_model().objects.filter(pk=invitation.user_id).update(email="khac@quangngai.example")


def put_out_of_use(invitation):
    get_user_model().objects.filter(pk=invitation.user_id).update(is_active=False)


@pytest.mark.parametrize("change", [expired, address_changed, put_out_of_use])
def test_a_link_that_is_no_longer_good_answers_as_one_that_never_was(client, invite, administrator, desk, change):
    invite(administrator, desk)
    address = link()
    change(Invitation.objects.get())
    client.logout()
    never = client.get(reverse("accept_invitation", args=["999-" + "0" * 40]))
    answer = client.get(address)
    assert answer.status_code == 404
    assert main_part(answer) == main_part(never)
    assert choose(client, address).status_code == 404
    assert not get_user_model().objects.get(username="an.nv@quangngai.example").has_usable_password()


def test_a_link_is_good_for_seven_days(client, invite, administrator, desk):
    with time_machine.travel("2026-03-10 02:00", tick=False) as clock:
        invite(administrator, desk)
        clock.shift(VALID_FOR - datetime.timedelta(seconds=1))
        assert client.get(link()).status_code == 200
        clock.shift(1)
        assert client.get(link()).status_code == 404


@pytest.mark.parametrize("token", ["x", "1-", "²-a", "9" * 400, "1-é", "-1-a"])
def test_no_text_in_the_address_is_a_fault(client, home, token):
    assert client.get(reverse("accept_invitation", args=[token])).status_code == 404


@time_machine.travel("2026-03-10 02:00")  # the limit counts by the hour
def test_too_many_wrong_links_from_one_place_are_refused(client, home, monkeypatch):
    monkeypatch.setattr(SharedCounts, "incr", lambda self, key, **_more: 31)
    client.get(reverse("accept_invitation", args=["1-a"]))
    answer = client.get(reverse("accept_invitation", args=["1-a"]))
    assert answer.status_code == 429
    assert "sau một giờ" in answer.content.decode()


def test_the_same_form_sent_twice_invites_once(invite, administrator, desk):
    first, second = (invite(administrator, desk) for _time in range(2))
    assert first.url == second.url
    assert (len(mail.outbox), Invitation.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "khong-phai-thu"}, "email"),
        ({"email": "BINH@quangngai.example"}, "đã có tài khoản"),
        ({"email": "o'an@quangngai.example"}, "không dùng được trong tên đăng nhập"),
        ({"name": ""}, "bắt buộc"),
        ({"name": "\u200b"}, "bắt buộc"),
        ({"role": "board"}, "không thuộc riêng một đơn vị"),
        ({"unit": ""}, "Hãy chọn đơn vị"),
        ({"valid_to": "2020-01-01"}, "đã qua"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(invite, administrator, desk, fields, words):
    answer = invite(administrator, desk, **fields)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_a_unit_that_is_over_is_refused_by_the_name_of_its_successor(invite, administrator, desk):
    desk.unit.valid_to = datetime.date(2025, 6, 30)
    desk.unit.save()
    a_merger([desk.unit], a_unit("Sở Nội vụ tỉnh mới"))
    html = invite(administrator, desk).content.decode()
    assert "kết thúc hoạt động ngày 30/06/2025. Đơn vị tiếp nhận: Sở Nội vụ tỉnh mới." in html


def test_a_units_editor_invites_writers_of_the_own_unit_only(invite, desk):
    editor, other = an_editor(desk), a_desk(a_unit("Sở Tài chính"))
    assert invite(editor, other, key="a").status_code == 200
    assert invite(editor, desk, role="editor", key="b").status_code == 200
    assert not Invitation.objects.exists()
    assert invite(editor, desk, key="c").status_code == 302
    assert Invitation.objects.get().invited_by == editor


def test_who_may_invite_nobody_is_turned_away(invite, desk):
    assert invite(user_in(get_group(Role.WRITER, desk.unit), "nguoi-viet"), desk).status_code == 302
    assert invite(user_in(get_group(Role.BOARD), "ban-bien-tap"), desk, key="b").status_code == 302
    assert not Invitation.objects.exists()


def test_sending_again_makes_the_old_link_worthless(
    client, invite, administrator, desk, django_capture_on_commit_callbacks
):
    with time_machine.travel("2026-03-10 02:00", tick=False) as clock:
        invite(administrator, desk)
        old, address = link(), reverse("people_invitation", args=[Invitation.objects.get().pk])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"send": ""})
        assert len(mail.outbox) == 1  # the first has only just left
        clock.shift(datetime.timedelta(days=8))
        client.logout()  # a sign-in does not last that long
        client.force_login(administrator)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"send": ""})
        assert len(mail.outbox) == 2
        assert client.get(old).status_code == 404
        assert client.get(link()).status_code == 200


def test_revoking_leaves_no_account_and_the_address_can_be_invited_again(client, invite, administrator, desk):
    invite(administrator, desk)
    client.post(reverse("people_invitation", args=[Invitation.objects.get().pk]), {"revoke": ""})
    assert not get_user_model().objects.filter(email__startswith="an.nv").exists()
    assert client.get(link()).status_code == 404
    assert ModelLogEntry.objects.filter(action="members.invitation.revoke", user=administrator).exists()
    assert invite(administrator, desk, key="hai").status_code == 302


def test_an_invitation_that_was_taken_up_is_neither_sent_again_nor_revoked(client, invite, administrator, desk):
    invite(administrator, desk)
    address = reverse("people_invitation", args=[Invitation.objects.get().pk])
    choose(client, link())
    client.force_login(administrator)
    assert client.post(address, {"revoke": ""}).status_code == 404
    assert get_user_model().objects.filter(email__startswith="an.nv").exists()


class RefusingBackend:
    """A mail server that is not there."""

    def __init__(self, **_options):
        pass

    def open(self):
        raise ConnectionRefusedError

    def close(self):
        pass


@pytest.mark.parametrize(
    ("backend", "failure", "words"),
    [
        ("tests.foundations.test_invitations.RefusingBackend", "not-sent", "máy chủ thư không nhận"),
        ("django.core.mail.backends.console.EmailBackend", "not-set-up", "chưa được cài đặt máy chủ thư"),
    ],
)
def test_a_mail_that_does_not_leave_is_said_and_the_invitation_stays(
    client, settings, monkeypatch, invite, administrator, *, backend, failure, words
):
    settings.EMAIL_BACKEND, desk = backend, a_desk(a_unit("Sở Nội vụ"))
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call, **_options: call())
    answer = client.get(invite(administrator, desk).url)
    assert words in answer.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.failure, invitation.sent_at) == (failure, None)
    assert invitation.address in answer.content.decode()
    assert client.get(invitation.address.removeprefix(settings.SITE_URL)).status_code == 200
