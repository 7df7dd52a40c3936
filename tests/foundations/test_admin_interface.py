"""The editors' interface in the browser's first answer: our name, Vietnamese labels, nothing from another host."""

import re
from urllib.parse import urlsplit

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import get_resolver, reverse

from foundations.editors_interface.wagtail_hooks import remove_foreign_help
from news.models import NewsIndexPage

pytestmark = pytest.mark.newest_wagtail

ADDRESS = re.compile(r"""(?:src|href|action|srcset)=["'](?:https?:)?//([^"'/\s]+)""")
# Fields of Wagtail's forms that are never shown with a label of their own.
LABELLED_ELSEWHERE = {"comment_notifications", "remember", "resolved", "site", "permissions", "username", "password"}
LABELLED_ELSEWHERE |= {"sort_order"}  # of promoted results, moved by buttons


@pytest.fixture
def administrator(db):
    return get_user_model().objects.create_superuser(
        "nhan", password="mat-khau", first_name="Nguyễn Thị Thanh", last_name="Nhàn"
    )


@pytest.fixture
def editors_client(client, administrator):
    client.force_login(administrator)
    return client


def page_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_login_page_bears_our_name_and_no_english(client, db):
    html = page_of(client, "wagtailadmin_login")
    assert "<title>Đăng nhập - Cổng Cải cách</title>" in html
    assert "Đăng nhập Cổng Cải cách" in html
    assert "site_project/mark.svg" in html
    text = re.sub(r"<(script|noscript|template|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert "Mật khẩu" in text
    assert not re.search(r"\b(Wagtail|Password|Username|Sign|Remember|Forgot\w*|Enter|the)\b", text)


def test_browsers_recognise_the_fields_of_the_login(client, db):
    form = client.get(reverse("wagtailadmin_login")).context["form"]
    assert form.fields["username"].widget.attrs["autocomplete"] == "username"
    assert form.fields["password"].widget.attrs["autocomplete"] == "current-password"


@pytest.mark.parametrize(
    "address",
    [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_account",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailsites:index",
        "wagtailusers_groups:add",
        "wagtailadmin_reports:site_history",
    ],
)
def test_admin_pages_stay_on_our_host(editors_client, address):
    html = page_of(editors_client, address)
    without_scriptless_hint = re.sub(r"<noscript.*?</noscript>", "", html, flags=re.DOTALL)
    assert not ADDRESS.findall(without_scriptless_hint)
    assert "<title>" in html
    assert "- Cổng Cải cách</title>" in html


def test_the_article_form_stays_on_our_host(editors_client, home):
    column = NewsIndexPage.objects.get(slug="thong-bao")
    html = page_of(editors_client, "wagtailadmin_pages:add", "news", "articlepage", column.pk)
    assert "wagtail.org" not in html
    assert not ADDRESS.findall(re.sub(r"<noscript.*?</noscript>", "", html, flags=re.DOTALL))


def test_the_sidebar_shows_the_full_name_and_no_version(editors_client):
    html = page_of(editors_client, "wagtailadmin_home")
    assert '"name": "Nguy\\u1ec5n Th\\u1ecb Thanh Nh\\u00e0n"' in html
    assert "Wagtail v" not in html


def test_help_links_to_no_other_host(rf):
    class Item:
        def __init__(self, url):
            self.url = url

    items = [Item("#"), Item("https://guide.wagtail.org/"), Item("/quan-tri/tro-giup/")]
    remove_foreign_help(rf.get("/"), items)
    assert [urlsplit(item.url).netloc for item in items] == ["", ""]


def test_every_field_of_wagtails_forms_has_a_label():
    def below(form):
        for child in form.__subclasses__():
            yield child
            yield from below(child)

    _ = get_resolver().url_patterns  # imports every view, and with it its forms
    nameless = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in below(forms.BaseForm)
        if form.__module__.startswith("wagtail") and "test" not in form.__module__
        for name, field in getattr(form, "base_fields", {}).items()
        if field.label is None and not field.widget.is_hidden and name not in LABELLED_ELSEWHERE
    }
    assert not nameless


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "wagtailadmin_choose_page_email_link",
            ["Địa chỉ thư điện tử", "Chữ của liên kết", "Tiêu đề thư", "Nội dung thư"],
        ),
        ("wagtailadmin_choose_page_phone_link", ["Số điện thoại", "Chữ của liên kết"]),
        ("wagtailadmin_choose_page_external_link", ["Chữ của liên kết"]),
        ("wagtailadmin_choose_page_anchor_link", ["Tên điểm neo"]),
        ("wagtailsites:index", ["Số cổng", "Tên trang web", "Trang gốc"]),
    ],
)
def test_labels_that_wagtail_leaves_in_english(editors_client, address, words):
    response = editors_client.get(reverse(address))
    html = response.json()["html"] if response["Content-Type"] == "application/json" else response.content.decode()
    for word in words:
        assert word in html


def test_page_permissions_are_named_in_vietnamese(editors_client):
    html = page_of(editors_client, "wagtailusers_groups:add")
    assert "Can add page" not in html
    assert "Publish any page" not in html


@pytest.mark.parametrize("template", ["wagtailadmin/notifications/base.html", "wagtailadmin/notifications/base.txt"])
def test_mails_greet_by_the_full_name(administrator, template):
    mail = render_to_string(template, {"user": administrator})
    assert "Kính gửi Nguyễn Thị Thanh Nhàn," in mail
    assert "email-header" not in mail
