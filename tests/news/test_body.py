"""The body of an article, as the editors' form checks it."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError

from news.blocks import ArticleBody


@pytest.fixture
def threads_change_often():
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_a_draft_in_another_thread_does_not_excuse_a_publication(threads_change_often):
    body = ArticleBody()
    empty = body.to_python([{"type": "quotation", "value": {"text": "", "attribution": ""}}] * 3)

    def check(number: int) -> str:
        if number % 2:
            body.clean_deferred(empty)
            return "saved"
        with pytest.raises(ValidationError):
            body.clean(empty)
        return "refused"

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(check, range(400)))
    assert (results.count("saved"), results.count("refused")) == (200, 200)
