"""The English interface at /en/: the same pages, English words around them, addresses that stay in it."""

import json
import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import get_script_prefix
from django.utils import translation
from wagtail.documents.models import Document

from site_project.models import HomePage, SiteSettings, StandardPage
from tests.builders import a_procedure, an_article

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def status(client, address):
    response = client.get(address)
    if response.streaming:
        response.getvalue()  # a file is closed once it was read
    return response.status_code


def test_each_public_page_is_there_in_english_with_its_links_in_english(client):
    article, procedure = an_article(), a_procedure()
    for address in [
        "/",
        article.url,
        procedure.get_absolute_url(),
        "/thu-tuc-hanh-chinh/",
        "/don-vi/",
        "/api/",
        "/nguon-tin/",
        "/tim-kiem/?q=ai",
    ]:
        page = text(client, f"/en{address}")
        assert '<html lang="en"' in page
        inside = set(re.findall(r'<a [^>]*href="(/[^"]*)"', page))
        astray = {link for link in inside if not link.startswith(("/en/", "/quan-tri/", "/media/", "/static/"))}
        assert astray == {address.replace("&", "&amp;")}, address  # the switch alone leads out
    assert "Skip to main content" in text(client, "/en/")


def test_the_switch_keeps_the_page_and_its_parameters(client):
    page = text(client, "/thu-tuc-hanh-chinh/?q=khai+sinh&cap=xa")
    assert 'href="/en/thu-tuc-hanh-chinh/?q=khai+sinh&amp;cap=xa" lang="en"' in page
    assert 'href="/thu-tuc-hanh-chinh/?q=khai+sinh&amp;cap=xa" lang="vi"' in text(
        client, "/en/thu-tuc-hanh-chinh/?q=khai+sinh&cap=xa"
    )


def test_both_languages_name_each_other(client):
    for address in ["/", "/en/"]:
        page = text(client, address)
        assert f'<link rel="alternate" hreflang="vi" href="{settings.SITE_URL}/">' in page
        assert f'<link rel="alternate" hreflang="en" href="{settings.SITE_URL}/en/">' in page


def test_a_page_with_an_english_text_shows_it_and_others_say_that_they_are_in_vietnamese(client):
    body = [{"type": "paragraph", "value": "<p>The Department answers for reform.</p>"}]
    page = StandardPage(title="Chức năng", english_title="Functions", english_body=json.dumps(body), slug="chuc-nang")
    HomePage.objects.get().add_child(instance=page)
    english = text(client, "/en/chuc-nang/")
    assert "<h1>Functions</h1>" in english
    assert "The Department answers for reform." in english
    assert "available only in Vietnamese" not in english
    assert "Functions" not in text(client, "/chuc-nang/")
    article = text(client, f"/en{an_article().url}")
    assert "available only in Vietnamese" in article
    assert '<article class="article" lang="vi">' in article


def test_a_procedure_with_an_english_name_shows_it_above_its_own(client):
    shown = a_procedure(name="Đăng ký khai sinh", english_name="Birth registration")
    a_procedure(name="Đăng ký khai tử")
    for address in ["/en/thu-tuc-hanh-chinh/", f"/en{shown.get_absolute_url()}"]:
        page = text(client, address)
        assert "Birth registration" in page
        assert '<p lang="vi">Đăng ký khai sinh</p>' in page
    assert "Đăng ký khai tử" in text(client, "/en/thu-tuc-hanh-chinh/")
    assert "Birth registration" not in text(client, "/thu-tuc-hanh-chinh/")


def test_links_of_english_pages_to_the_sign_in_feeds_and_files_lead_somewhere(client):
    file = Document.objects.create(title="Tệp", file=ContentFile(b"%PDF-1.7", "tep.pdf"))
    article = an_article(body=json.dumps([{"type": "attachment", "value": {"document": file.pk, "title": "Tệp"}}]))
    page = text(client, f"/en{article.url}")
    assert '<a href="/quan-tri/" rel="nofollow">Sign in' in page
    (download,) = re.findall(r'href="(/en/tai-lieu/[^"]+)"', page)
    feeds = re.findall(r'href="(/en/nguon-tin/[^"]+)"', text(client, "/en/nguon-tin/") + page)
    assert feeds
    assert [status(client, address) for address in [download, *feeds]] == [200] * (len(feeds) + 1)


def test_nothing_of_it_is_left_behind_for_the_next_request(client):
    text(client, "/en/")
    assert (get_script_prefix(), translation.get_language()) == ("/", "vi")
    assert client.get("/en/khong-co-trang-nay/").status_code == 404
    assert (get_script_prefix(), translation.get_language()) == ("/", "vi")
    assert '<html lang="vi"' in text(client, "/")


@pytest.mark.parametrize("address", ["/en/quan-tri/", "/en/en/", "/en/suc-khoe/", "/enx/", "/en/static/x.css"])
def test_what_is_there_once_has_no_english_address(client, address):
    assert client.get(address).status_code == 404


def test_the_bare_language_leads_to_the_front_page(client):
    response = client.get("/en")
    assert (response.status_code, response["Location"]) == (301, "/en/")


def test_the_site_has_an_english_name_where_one_is_given(client, home):
    settings = SiteSettings.objects.get()
    settings.name, settings.english_name = "Trang Cải cách hành chính", "Reform Portal"
    settings.save()
    assert "Reform Portal" in text(client, "/en/don-vi/") and "Reform Portal" not in text(client, "/don-vi/")
    settings.english_name = ""
    settings.save()
    assert " | Trang Cải cách hành chính</title>" in text(client, "/en/don-vi/")
