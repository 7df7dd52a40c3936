"""Addresses of articles and columns, put together without the resolver."""

import pytest
from django.urls import set_script_prefix
from wagtail.models import Page, Site

from tests.builders import an_article, column

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["/", "/en/"])
def prefix(request):
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


def test_addresses_are_those_that_wagtail_makes(home, prefix):
    for page in (column(), an_article()):
        assert page.get_url_parts() == Page.get_url_parts(page)
        assert page.url.startswith(prefix)


def test_a_page_of_two_sites_is_addressed_by_wagtail(home, prefix):
    Site.objects.create(hostname="khac.example", root_page=column(), site_name="khác")
    article = an_article()
    assert article.get_url_parts() == Page.get_url_parts(article)


def test_a_page_outside_every_site_has_no_address(home):
    outside = an_article()
    outside.url_path = "/khong-o-dau/"
    assert outside.get_url_parts() is None


def test_the_address_of_another_page_is_known_by_its_place(home, prefix):
    article, other = an_article(), an_article()
    assert article.get_address_of(other.url_path) == other.url
