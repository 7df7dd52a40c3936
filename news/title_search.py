"""Articles found by the words of readers: by title in memory, by text in the database."""

from __future__ import annotations

from django.db.models import Count, Max
from modelsearch.query import SearchQuery

from foundations.delivery.freshness import cache_until_change
from foundations.searching.backend import find_keys
from foundations.searching.joint_reading import MAX_IDEAS_IN_TEXT, JointReading
from foundations.searching.titles import MIN_COVERAGE, IndexedTitle, TitleIndex, choose_best
from foundations.searching.understanding import build_strict_query
from news.models import ArticlePage

MAX_IN_TEXT = 300
MAX_TITLES = 20_000  # the newest; older articles are found by their text
MAX_LEADS = 2_000  # of the newest, which the index has besides; the text of all has them too
TEXT_SCORE = 0.75  # of an article with all words, but not in its title
TEXT_SCORE_BUT_ONE = 0.6  # with all but the commonest
TITLE_GAIN = 0.2  # for a title that has all of them; in proportion for a part
ALL_WORDS_BONUS = 0.35
PLACE_LOSS = 0.0005  # for each place in the database's order
MIN_ANSWERS = 3  # with fewer, the commonest word is left out

_titles: tuple[tuple, TitleIndex] | None = None


def get_article_titles() -> TitleIndex:
    """The index of the newest public articles; rebuilt when one is published, changed or withdrawn."""
    global _titles  # noqa: PLW0603 (one copy a process is the point)
    version = get_state()
    if _titles is None or _titles[0] != version:
        newest = ArticlePage.objects.readable().order_by("-first_published_at", "-pk")
        leads = dict(newest.values_list("pk", "lead")[:MAX_LEADS])
        rows = newest.values_list("pk", "title")[:MAX_TITLES]
        _titles = version, TitleIndex(IndexedTitle(key, title, leads.get(key, "")) for key, title in rows)
    return _titles[1]


@cache_until_change
def get_state() -> tuple:
    """What changes when an article is published, changed or withdrawn. One query."""
    state = ArticlePage.objects.readable().aggregate(
        Count("pk"), Max("pk"), Max("last_published_at"), Max("latest_revision_created_at")
    )
    return tuple(state.values())


def forget_titles() -> None:
    """For tests, whose databases roll back."""
    global _titles  # noqa: PLW0603
    _titles = None


def find_articles(asked: JointReading) -> tuple[dict[int, float], bool]:
    """Articles with their scores, and whether a text holds also what no title has."""
    titles = get_article_titles()
    ranked = titles.rank(asked.ideas, asked.text)
    scores = {hit.key: hit.score for hit in choose_best(ranked, MIN_COVERAGE)}
    in_title = {hit.key: TITLE_GAIN * hit.coverage for hit in ranked}
    in_text, complete = asked.find_in_texts(find_with)
    for place, key in enumerate(in_text):
        gain = in_title.get(key, 0.0) - PLACE_LOSS * place
        scores[key] = scores[key] + ALL_WORDS_BONUS if key in scores else TEXT_SCORE + gain
    if len(in_text) < MIN_ANSWERS and len(asked.telling) > 2:
        for key in find_with(build_strict_query(asked.telling[:-1][:MAX_IDEAS_IN_TEXT])):
            scores.setdefault(key, TEXT_SCORE_BUT_ONE)
    return scores, complete


def find_with(query: SearchQuery | None) -> list[int]:
    """Keys of the articles that match, best first; none without a query."""
    if query is None:
        return []
    return find_keys(ArticlePage.objects.readable().search(query), MAX_IN_TEXT)
