"""Two people in two browsers write one article, at random: no word lost, no false warning, each true one given.

Each mix is what a person does between two saves: typing with autosave, a look at the preview, at another tab, a broken
line, an answer that is lost or late, then a press of the button or the next autosave. What the site's database holds
says whether a warning is due. `SAVING_MIXES=200` runs the whole; the suite runs its first mixes.
"""

import json
import os
import random
import re
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.editing import hasten, is_autosave, is_refused, open_form, press, write

pytestmark = pytest.mark.browser

SEED = 14
MIXES = int(os.environ.get("SAVING_MIXES", "16"))
MIXES_EACH = 16  # of one article; a title has 255 letters
STORED_WITHIN = 40  # seconds, in which a broken line is tried again
FIELDS = ["#id_title", "#id_lead", "#id_seo_title", "#id_search_description"]
WORD = re.compile(r"từ\d+[ab]")


class Article:
    """The stored versions, read beside the site."""

    def __init__(self, site, address):
        self.path = Path(site.environment["VAR_DIR"]) / "db.sqlite3"
        self.pk = re.search(r"/pages/(\d+)/edit/", address)[1]

    def versions(self):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=20) as database:
            rows = database.execute(
                "SELECT auth_user.username, content FROM wagtailcore_revision JOIN auth_user ON auth_user.id = user_id"
                " WHERE object_id = ? ORDER BY wagtailcore_revision.id",
                [self.pk],
            )
            return [(username, json.loads(content)) for username, content in rows]

    def newest(self):
        username, content = self.versions()[-1]
        return username, text_of(content)


def text_of(content) -> str:
    """All that the two write, as one text."""
    names = ("title", "lead", "seo_title", "search_description", "body")
    return "\n".join(re.sub(r'"id": "[^"]*"|data-block-key=\W*\w+\W*', "", content[name] or "") for name in names)


class Person:
    """One browser with the article open, and what its writer knows and has typed."""

    def __init__(self, page, username, letter, article):
        self.page, self.username, self.letter, self.article = page, username, letter, article
        self.words, self.known = [], article.newest()[1]

    def type_word(self, rng, number):
        word = f"từ{number}{self.letter}"
        field = self.page.locator(rng.choice(FIELDS))
        if not field.is_visible():
            field = self.page.locator("#id_lead")
        field.press("End")
        field.press_sequentially(f" {word}")
        self.words.append(word)

    def is_overtaken(self) -> bool:
        """Whether another person's words were stored that this form does not show."""
        username, text = self.article.newest()
        return username != self.username and text != self.known

    def has_stored_all(self) -> bool:
        username, text = self.article.newest()
        return username == self.username and set(self.words) <= set(WORD.findall(text))

    def wait_until_stored(self):
        deadline = time.monotonic() + STORED_WITHIN
        while not self.has_stored_all():
            assert time.monotonic() < deadline, f"{self.username} has not stored {self.words[-3:]}"
            self.page.wait_for_timeout(100)
        self.known = self.article.newest()[1]

    def shown_words(self) -> set:
        return {word for field in FIELDS for word in WORD.findall(self.page.locator(field).input_value())}


def look_at_preview(person):
    person.page.locator("[data-side-panel-toggle=preview]").click()


def look_at_another_tab(person):
    other = person.page.context.new_page()
    other.goto("/suc-khoe/")
    other.bring_to_front()
    other.close()
    person.page.bring_to_front()


def rest(person):
    person.page.wait_for_timeout(1_200)  # an autosave begins in it, and perhaps ends


def break_the_line(person):
    person.page.context.set_offline(True)
    person.page.wait_for_timeout(1_500)
    person.page.context.set_offline(False)


def on_next_autosave(person, answer):
    done = []

    def handle(route):
        if done or not is_autosave(route.request):
            return route.continue_()
        done.append(route)
        return answer(route)

    person.page.unroute_all(behavior="ignoreErrors")
    person.page.route("**/edit/", handle)


def lose_an_answer(person):
    def lose(route):
        route.fetch()
        route.abort("connectionreset")

    on_next_autosave(person, lose)
    rest(person)


def fail_an_autosave(person):
    on_next_autosave(person, lambda route: route.fulfill(status=500, body="Lỗi"))
    rest(person)


def delay_an_answer(person):
    def answer_late(route):
        answer = route.fetch()
        person.page.wait_for_timeout(700)
        route.fulfill(response=answer)

    on_next_autosave(person, answer_late)


HAPPENINGS = [look_at_preview, look_at_another_tab, rest, break_the_line, lose_an_answer, fail_an_autosave]
HAPPENINGS += [delay_an_answer]


def save_by_hand(person, other_name, counts):
    is_due = person.is_overtaken()
    press(person.page)
    assert is_refused(person.page) == is_due, (person.username, person.page.locator(".messages").inner_text())
    counts["saved by hand"] += 1
    if is_due:
        counts["true warnings"] += 1
        expect(person.page.locator(".messages")).to_contain_text(other_name)
        assert set(person.words) <= person.shown_words()
        press(person.page)
        assert not is_refused(person.page)
    person.wait_until_stored()


def leave_to_autosave(person, counts):
    if not person.is_overtaken():
        person.wait_until_stored()
        counts["saved by itself"] += 1
        return
    before = person.article.newest()
    person.page.wait_for_timeout(2_000)
    assert person.article.newest() == before
    assert set(person.words) <= person.shown_words()
    counts["autosaves held back"] += 1


def play(rng, people, names, number, counts):
    turn = rng.randrange(2)
    person = people[turn]
    person.type_word(rng, number)
    for happening in rng.sample(HAPPENINGS, rng.randrange(3)):
        counts[happening.__name__] += 1
        happening(person)
        if rng.random() < 0.5:
            number += 1000
            person.type_word(rng, number)
    if rng.random() < 0.6:
        save_by_hand(person, names[1 - turn], counts)
    else:
        leave_to_autosave(person, counts)


@pytest.mark.long
def test_no_word_is_lost_no_warning_is_false_and_none_is_missing(signed_in, site, add_address):
    rng, counts = random.Random(SEED), Counter()
    names = ["Người viết", "Biên tập viên đơn vị"]
    pages = [hasten(signed_in(username)) for username in ("nguoi-viet", "bien-tap-vien")]
    for page in pages:  # what is left in a form at the end of an article, its writer leaves behind
        page.on("dialog", lambda dialog: dialog.accept())
    for begin in range(0, MIXES, MIXES_EACH):
        open_form(pages[0], add_address)
        write(pages[0], f"Bài viết chung {begin}")
        press(pages[0])
        address = pages[0].url
        open_form(pages[1], address)
        article = Article(site, address)
        people = [
            Person(page, username, letter, article)
            for page, username, letter in zip(pages, ("nguoi-viet", "bien-tap-vien"), "ab", strict=True)
        ]
        for number in range(begin, min(begin + MIXES_EACH, MIXES)):
            play(rng, people, names, number, counts)
        stored = {word for _username, content in article.versions() for word in WORD.findall(text_of(content))}
        for person in people:
            assert set(person.words) <= stored | person.shown_words()
            person.page.unroute_all(behavior="ignoreErrors")
        print({"mixes": number + 1, **counts}, flush=True)  # noqa: T201 (with -s: what was tried)
