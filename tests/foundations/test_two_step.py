"""The second step: setting it up, signing in with it, losing the telephone; and nothing goes past it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from foundations.authentication import second_step
from foundations.authentication.middleware import OPEN_VIEWS
from foundations.authentication.models import TwoStepRule
from tests.builders import a_board_member, an_administrator

KEY = "3132333435363738393031323334353637383930"
NAME, PASSWORD = "nguyen-van-a", "mat-khau"


@pytest.fixture
def person(db):
    return a_board_member(NAME)


@pytest.fixture
def codes(person):
    """The person's recovery codes: the telephone is set up."""
    return second_step.turn_on(person, KEY, -1)


def code_now(key=KEY) -> str:
    return f"{totp(bytes.fromhex(key)):06}"


def give_password(client, **extra):
    return client.post(reverse("wagtailadmin_login"), {"username": NAME, "password": PASSWORD, **extra})


def give_code(client, code):
    return client.post(reverse("sign_in_code"), {"code": code})


def is_in(client):
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_password_alone_leads_to_the_code_and_signs_nobody_in(client, codes):
    assert give_password(client)["Location"] == reverse("sign_in_code")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("wagtailadmin_home"))["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_code_of_the_telephone_signs_in_and_leads_on(client, codes):
    give_password(client, next="/quan-tri/reports/")
    assert give_code(client, code_now())["Location"] == "/quan-tri/reports/"
    assert is_in(client)


def test_the_way_on_stays_on_the_site(client, codes):
    give_password(client, next="https://example.org/")
    assert give_code(client, code_now())["Location"] == reverse("wagtailadmin_home")


def test_a_code_is_good_once(client, codes):
    code = code_now()
    give_password(client)
    give_code(client, code)
    other = Client()
    give_password(other)
    assert "Mã không đúng, đã dùng" in give_code(other, code).content.decode()
    assert not is_in(other)


def test_wrong_codes_wait_longer_each_time_and_then_lock(client, codes):
    give_password(client)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert give_code(client, "000000").status_code == 200
        assert "đợi 1 giây" in give_code(client, code_now()).content.decode()
        for pause in (2, 3, 5):
            clock.shift(timedelta(seconds=pause))
            give_code(client, "000000")
        clock.shift(timedelta(seconds=9))
        assert give_code(client, "000000").status_code == 429
        assert give_code(client, codes[0]).status_code == 429


def test_many_wrong_codes_never_shut_the_telephone_out_for_long(client, codes, person):
    TOTPDevice.objects.update(throttling_failure_count=25, throttling_failure_timestamp=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(minutes=9), tick=False):
        assert second_step.check_code(person, code_now()).device


@pytest.mark.parametrize("write", [str, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_recovery_code_signs_in_however_it_is_written(client, codes, write):
    give_password(client)
    give_code(client, write(codes[3]))
    assert is_in(client)


def test_a_recovery_code_is_good_once(client, codes):
    give_password(client)
    give_code(client, codes[0])
    other = Client()
    give_password(other)
    give_code(other, codes[0])
    assert not is_in(other)
    assert StaticToken.objects.count() == 9
    assert ModelLogEntry.objects.filter(action="signing_in.recovery").count() == 1


def test_recovery_codes_are_not_stored_as_they_are(codes):
    stored = str([*StaticToken.objects.values_list("token", flat=True)])
    assert not [code for code in codes if code.replace("-", "") in stored]
    assert len(set(codes)) == 10


def test_who_waits_too_long_begins_anew(client, codes):
    give_password(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert give_code(client, code_now())["Location"] == reverse("wagtailadmin_login")


def test_a_new_password_by_mail_does_not_go_round_the_second_step(client, codes, person):
    uid, token = urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)
    page = client.get(reverse("wagtailadmin_password_reset_confirm", args=[uid, token]), follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"new_password1": "Mot-mat-khau-moi-2026", "new_password2": "Mot-mat-khau-moi-2026"})
    assert not is_in(client)
    answer = give_password(client, password="Mot-mat-khau-moi-2026")
    assert answer["Location"] == reverse("sign_in_code")


def shown_key(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def set_up(client):
    page = client.get(reverse("two_step"))
    signed = shown_key(page)
    letters = re.search(r'signing-in-key">([A-Z2-7 ]+)<', page.content.decode())[1].replace(" ", "")
    key = second_step.base64.b32decode(letters).hex()
    return client.post(reverse("two_step"), {"key": signed, "code": code_now(key)}), key


def test_setting_up_shows_a_key_and_then_ten_codes_once(client, person):
    client.force_login(person)
    page, key = set_up(client)
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", page.content.decode())
    assert len(codes) == 10
    assert TOTPDevice.objects.get(user=person).key == key
    assert is_in(client)
    assert codes[0] not in client.get(reverse("two_step")).content.decode()


def test_the_codes_come_as_a_file(client, person):
    client.force_login(person)
    page, _key = set_up(client)
    signed = re.search(r'name="codes" value="([^"]+)"', page.content.decode())[1]
    file = client.post(reverse("two_step_file"), {"codes": signed})
    assert "attachment" in file["Content-Disposition"]
    assert len(re.findall(r"^\w{5}-\w{5}\r$", file.content.decode(), re.MULTILINE)) == 10
    assert client.post(reverse("two_step_file"), {"codes": "abc"}).status_code == 400


def test_a_wrong_code_sets_nothing_up_and_keeps_the_key(client, person):
    client.force_login(person)
    signed = shown_key(client.get(reverse("two_step")))
    page = client.post(reverse("two_step"), {"key": signed, "code": "000000"})
    assert "Mã không đúng" in page.content.decode()
    assert not TOTPDevice.objects.exists()


def test_looking_at_the_page_writes_nothing(client, person):
    client.force_login(person)
    client.get(reverse("two_step"))
    assert not TOTPDevice.objects.exists()


def test_setting_up_signs_out_elsewhere(client, person):
    other = Client()
    for browser in (client, other):
        give_password(browser)
        assert is_in(browser)
    set_up(client)
    assert not is_in(other)
    assert is_in(client)


def test_turning_off_asks_for_a_code(client, codes, person):
    give_password(client)
    give_code(client, codes[0])
    client.post(reverse("two_step"), {"action": "off", "code": "zzzzz-zzzzz"})
    assert TOTPDevice.objects.exists()
    client.post(reverse("two_step"), {"action": "off", "code": code_now()})
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()


def test_new_recovery_codes_make_the_old_ones_void(client, codes, person):
    give_password(client)
    give_code(client, codes[0])
    client.post(reverse("two_step"), {"action": "renew", "code": code_now()})
    assert StaticToken.objects.count() == 10
    assert not second_step.check_code(person, codes[1]).device


def admin_addresses(resolver=None, prefix="", names=()):
    """Every address of the editors' interface, with 1 for what it takes."""
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from admin_addresses(each, path, [*names, each.namespace] if each.namespace else names)
        elif isinstance(each, URLPattern) and path.startswith("quan-tri/"):
            filled = re.sub(r"<(\w+:)?\w+>|\(\?P<\w+>[^)]*\)", "1", path)
            yield ":".join([*names, each.name or ""]), "/" + re.sub(r"[\^$?]|\.\*|\\", "", filled)


@pytest.fixture(scope="module")
def closed():
    found = {address for name, address in admin_addresses() if name not in OPEN_VIEWS}
    assert len(found) > 250
    return sorted(found)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_lets_anybody_in_with_the_password_alone(client, codes, closed, method):
    give_password(client)
    login = reverse("wagtailadmin_login")
    for address in closed:
        answer = getattr(client, method)(address)
        refused = answer.status_code in {302, 301} and answer["Location"].startswith(login)
        assert refused or answer.status_code in {403, 404}, address


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_older_session_without_the_second_step_reaches_nothing(client, codes, person, closed, method):
    for address in closed:
        client.force_login(person)
        answer = getattr(client, method)(address)
        assert answer.status_code in {302, 403}, address
        assert "_auth_user_id" not in client.session, address


@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_role_needs_two_steps_reaches_only_the_page_that_sets_them_up(client, person, closed, method):
    TwoStepRule.objects.create(group=person.groups.get())
    client.force_login(person)
    for address in closed:
        answer = getattr(client, method)(address)
        to_set_up = answer.status_code == 302 and answer["Location"] == reverse("two_step")
        assert to_set_up or answer.status_code in ({403} if method == "post" else set()), address
    set_up(client)
    assert is_in(client)


def test_the_rule_for_administrators_binds_them_and_nobody_else(client, person):
    TwoStepRule.objects.create(group=None)
    client.force_login(person)
    assert is_in(client)
    client.force_login(an_administrator())
    assert not is_in(client)


def test_a_person_bound_to_set_it_up_is_nobody_on_the_public_site(rf, person):
    from foundations.authentication.middleware import get_public_user

    TwoStepRule.objects.create(group=person.groups.get())
    request = rf.get("/")
    request.session = Client().session
    assert not get_public_user(request, person).is_authenticated
