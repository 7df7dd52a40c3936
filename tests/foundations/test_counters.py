"""What old sites had counted."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page, Site

from foundations.counters.models import OpeningBalance
from tests.builders import an_article

pytestmark = pytest.mark.django_db


def test_a_page_and_the_site_have_balances_of_their_own(home):
    site, article = Site.objects.get(), an_article()
    OpeningBalance.objects.create(thing=site, count=69534, source="Trang cũ")
    OpeningBalance.objects.create(thing=article, count=2485)
    assert OpeningBalance.objects.of(site).get().count == 69534
    assert OpeningBalance.objects.of(article).get().count == 2485
    assert not OpeningBalance.objects.of(home).exists()


def test_a_balance_is_that_of_the_article_not_of_the_page_below_it(home):
    article = an_article()
    OpeningBalance.objects.create(thing=article, count=2485)
    assert OpeningBalance.objects.of(Page.objects.get(pk=article.pk).specific_deferred).exists()
    assert not OpeningBalance.objects.of(Page.objects.get(pk=article.pk)).exists()


def test_a_thing_has_one_balance(home):
    OpeningBalance.objects.create(thing=home, count=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningBalance.objects.create(thing=home, count=2)


def test_a_balance_is_not_negative(home):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningBalance.objects.create(thing=home, count=-1)


def test_a_balance_names_what_it_counts(home):
    assert str(OpeningBalance(thing=home, count=5)) == f"{home}: 5"
