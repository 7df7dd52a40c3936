"""Suggestions while typing in the search: titles with the words, of which the last may be incomplete."""

from __future__ import annotations

from foundations.searching.text import get_query_words
from foundations.searching.titles import TitleIndex
from foundations.searching.understanding import Idea, make_canonical
from news.models import ArticlePage
from procedures import catalogue as procedures
from procedures.models import Procedure
from site_project.search import ARTICLE, PROCEDURE, find_ideas, get_article_titles
from site_project.searched_kinds import NAMED_KINDS, FoundThing

MAX_SUGGESTIONS = 8
MIN_LENGTH = 2  # letters
MAX_ENDINGS = 12  # completions of the last word


def find_suggestions(text: str) -> list[FoundThing]:
    """At most MAX_SUGGESTIONS, best first. One query for each kind found."""
    words = get_query_words(text)
    if not words or len("".join(words)) < MIN_LENGTH:
        return []
    indexes = {PROCEDURE: procedures.get_current().titles, ARTICLE: get_article_titles()}
    indexes |= {kind.word: kind.get_titles() for kind in NAMED_KINDS}
    hits = [
        (hit.score, word, hit.key)
        for word, index in indexes.items()
        for hit in find_begun(index, text, words)[:MAX_SUGGESTIONS]
    ]
    best = sorted(hits, key=lambda hit: -hit[0])[:MAX_SUGGESTIONS]
    found = load_shown(best)
    return [found[word, key] for _score, word, key in best if (word, key) in found]


def find_begun(index: TitleIndex, text: str, words: list[str]):
    """Titles with all words but the last, and with a word that begins like the last."""
    last = make_canonical(words[-1])
    endings = sorted(
        (word for word in index.postings if word.startswith(words[-1])), key=lambda word: -len(index.postings[word])
    )
    if not endings:
        return []
    ways = dict.fromkeys([last, *endings[:MAX_ENDINGS]]) if last in index.postings else endings[:MAX_ENDINGS]
    before = find_ideas(" ".join(words[:-1]))
    return index.search([*before, Idea(tuple((word,) for word in ways))], text)


def load_shown(best: list[tuple]) -> dict[tuple[str, int], FoundThing]:
    """What is shown of the suggestions, by kind and key."""
    keys: dict[str, list[int]] = {}
    for _score, word, key in best:
        keys.setdefault(word, []).append(key)
    found = {kind.word: kind.load(keys[kind.word]) for kind in NAMED_KINDS if kind.word in keys}
    if PROCEDURE in keys:
        named = Procedure.objects.filter(pk__in=keys[PROCEDURE]).only("code", "name")
        found[PROCEDURE] = {each.pk: FoundThing(each.title, each.get_absolute_url(), each.code) for each in named}
    if ARTICLE in keys:
        articles = ArticlePage.objects.filter(pk__in=keys[ARTICLE]).for_links()
        found[ARTICLE] = {
            each.pk: FoundThing(each.title, each.url, f"{each.first_published_at:%d/%m/%Y}") for each in articles
        }
    return {(word, key): each for word, of_kind in found.items() for key, each in of_kind.items()}
