"""Many editors at once, against the real server on its embedded database."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

pytestmark = pytest.mark.browser

EDITORS, ARTICLES_EACH = 8, 3


def signed_in_session(site, username="bien-tap-vien") -> requests.Session:
    session = requests.Session()
    session.headers["Connection"] = "close"  # a connection kept alive may be closed in the moment it is used
    login = f"{site.address}/quan-tri/login/"
    session.get(login)
    account = {"username": username, "password": site.passwords[username]}
    token = session.cookies["csrftoken"]
    answer = session.post(login, {**account, "csrfmiddlewaretoken": token}, headers={"Referer": login})
    assert answer.url.endswith("/quan-tri/")
    return session


def article(session, title, slug) -> dict:
    formset = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {
        "csrfmiddlewaretoken": session.cookies["csrftoken"],
        "title": title,
        "slug": slug,
        "kind": "tin",
        "origin": "own",
        "body-count": 0,
        **{f"{name}-{key}": value for name in ("authors", "corrections", "comments") for key, value in formset.items()},
    }


@pytest.mark.long
def test_24_articles_of_8_editors_at_the_same_moment_are_all_stored(site):
    sessions = [signed_in_session(site) for _editor in range(EDITORS)]
    explorer = sessions[0].get(f"{site.address}/quan-tri/pages/")
    desk = re.search(r"/pages/(\d+)/", explorer.url)[1]
    address = f"{site.address}/quan-tri/pages/add/news/articlepage/{desk}/"

    def create(number: int) -> int:
        session = sessions[number % EDITORS]
        # The same title for all: the worst case, as each wants the same address too.
        data = article(session, f"Cùng một lúc {number // EDITORS}", f"cung-mot-luc-{number // EDITORS}")
        return session.post(address, data, headers={"Referer": address}, allow_redirects=False).status_code

    with ThreadPoolExecutor(EDITORS) as pool:
        answers = list(pool.map(create, range(EDITORS * ARTICLES_EACH)))
    count = "from news.models import *; print(ArticlePage.objects.filter(slug__startswith='cung-mot-luc').count())"
    problems = "from wagtail.models import Page; print([len(found) for found in Page.find_problems()])"
    assert site.manage("shell", "-v", "0", "-c", count).split() == ["24"], answers
    assert set(answers) == {302}
    assert site.manage("shell", "-v", "0", "-c", problems).strip() == "[0, 0, 0, 0, 0]"
