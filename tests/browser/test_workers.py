"""Several workers, each with a memory of its own: what one of them publishes the next request to any other shows."""

import re
from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests

from tests.browser.conftest import free_port, served
from tests.browser.test_many_editors import article, signed_in_session

pytestmark = pytest.mark.browser

WORKERS, PUBLICATIONS = 3, 100


@pytest.fixture
def workers(site):
    """The same site by three servers of one worker each, as a request to one gunicorn cannot choose its worker."""
    with ExitStack() as stack:
        running = []
        for _worker in range(WORKERS):
            port = str(free_port())
            environment = {**site.environment, "PORT": port, "WEB_WORKERS": "1", "SCHEDULER": "0"}
            one = replace(site, address=f"http://127.0.0.1:{port}", environment=environment)
            stack.enter_context(served(one))
            running.append(one)
        yield running


@pytest.mark.long
def test_what_is_published_in_one_worker_shows_in_every_other_at_once(workers):
    writer = signed_in_session(workers[0])
    desk = re.search(r"/pages/(\d+)/", writer.get(f"{workers[0].address}/quan-tri/pages/").url)[1]
    add = f"{workers[0].address}/quan-tri/pages/add/news/articlepage/{desk}/"
    answer = writer.post(add, article(writer, "Bài thử", "bai-thu-do-tuoi"), headers={"Referer": add})
    edit = re.match(r".*/pages/\d+/edit/", answer.url)[0]
    publishers = [signed_in_session(worker, "quan-tri") for worker in workers]
    readers = [requests.Session() for _worker in workers]
    address = None
    for number in range(PUBLICATIONS):
        at = number % WORKERS
        there = edit.replace(workers[0].address, workers[at].address)
        title = f"Độ tươi, lần {number}"
        form = {**article(publishers[at], title, "bai-thu-do-tuoi"), "action-publish": "1"}
        answer = publishers[at].post(there, form, headers={"Referer": there}, allow_redirects=False)
        assert answer.status_code == 302, answer.text[:500]
        if address is None:
            question = "from news.models import *; print(ArticlePage.objects.get(slug='bai-thu-do-tuoi').url)"
            address = urlsplit(workers[0].manage("shell", "-v", "0", "-c", question).strip()).path
        for worker, reader in zip(workers, readers, strict=True):
            page = reader.get(f"{worker.address}{address}")
            assert page.status_code == 200
            assert title in page.text, f"publication {number} by worker {at} is not seen"
