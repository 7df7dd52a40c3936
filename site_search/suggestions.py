"""Suggestions while typing in the search: titles with the words, of which the last may be incomplete."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundations.searching import synonyms
from foundations.searching.joint_reading import read_jointly
from foundations.searching.text import get_query_words
from foundations.searching.titles import TitleIndex
from foundations.searching.understanding import Idea, make_canonical
from news.models import ArticlePage
from procedures import catalogue as procedures
from procedures.models import Procedure
from procedures.reading.codes import find_typed_code, get_digits
from site_search.kinds import NAMED_KINDS, FoundThing
from site_search.search import ARTICLE, PROCEDURE, find_ideas, find_meant, get_article_titles

MAX_SUGGESTIONS = 8
MAX_OF_KIND = 5  # while there are others
MIN_LENGTH = 2  # letters
MAX_ENDINGS = 12  # completions of the last word
BEGIN_BONUS = 0.3  # of a title that begins as typed
MEANT_SCORE = 9.0  # of what the words name as a whole: a document's number, an index and a unit
TEXT_FACTOR = 0.8  # of articles: who types begins with what he wants to do or to find by name


def find_suggestions(text: str) -> list[FoundThing]:
    """At most MAX_SUGGESTIONS, best first. Two queries, and one for each kind found; two more if it names an
    index and a unit.

    Typing errors are mended only if nothing begins as typed: an unfinished word is no error.
    """
    words = get_query_words(text)
    if not words or len("".join(words)) < MIN_LENGTH:
        return []
    listed = procedures.get_current()
    if keys := find_begun_codes(listed, text):
        hits = [(1.0, PROCEDURE, key) for key in keys]
    else:
        indexes = get_indexes(listed)
        hits = rank(indexes, words, lambda index: find_begun(index, text, words))
        if not hits:
            asked = read_jointly(text, synonyms.get_synonyms(), list(indexes.values()))
            hits = rank(indexes, words, lambda index: index.search(asked.ideas, text))
        hits += [(MEANT_SCORE - place, kind, key) for place, (kind, key) in enumerate(find_meant(text))]
        hits = [hit for hit in hits if hit[1] != PROCEDURE or not listed.is_over(hit[2])]
    best = choose_best(hits)
    found = load_shown(best)
    return [found[word, key] for _score, word, key in best if (word, key) in found]


def get_indexes(listed: procedures.Catalogue) -> dict[str, TitleIndex]:
    """The titles of each kind."""
    first = {PROCEDURE: listed.titles, ARTICLE: get_article_titles()}
    return first | {kind.word: kind.get_titles() for kind in NAMED_KINDS}


def correct_begun(text: str) -> str:
    """The text with its typing errors mended, folded; empty if it has none. A last word that begins a known one is
    unfinished and no error.
    """
    words, indexes = get_query_words(text), list(get_indexes(procedures.get_current()).values())
    if not words:
        return ""
    last = make_canonical(words[-1])
    is_begun_word = any(known.startswith((words[-1], last)) for index in indexes for known in index.postings)
    checked, kept = (words[:-1], words[-1:]) if is_begun_word else (words, [])
    corrected = read_jointly(" ".join(checked), synonyms.get_synonyms(), indexes).corrected if checked else ""
    return " ".join([corrected, *kept]) if corrected else ""


def find_begun_codes(listed: procedures.Catalogue, text: str) -> list[int]:
    """Procedures whose code was typed, or begins as typed."""
    if keys := listed.find_by_code(text):
        return keys[:MAX_SUGGESTIONS]
    typed = find_typed_code(text)
    if typed is None:
        return []
    near = listed.by_digits.get(typed.digits[:4], [])
    begun = (place for place in near if get_digits(listed.codes[place]).startswith(typed.digits))
    return [listed.keys[place] for place in begun][:MAX_SUGGESTIONS]


def rank(indexes: dict[str, TitleIndex], words: list[str], find) -> list[tuple]:
    """(score, kind, key) of what `find` finds in each index."""
    return [
        (
            hit.score * (TEXT_FACTOR if word == ARTICLE else 1) + BEGIN_BONUS * is_begun(index, hit.key, words),
            word,
            hit.key,
        )
        for word, index in indexes.items()
        for hit in find(index)[:MAX_SUGGESTIONS]
    ]


def is_begun(index: TitleIndex, key, words: list[str]) -> bool:
    """Whether a title begins with the words, whose last may be unfinished."""
    begin = tuple(map(make_canonical, words))
    title = index.words[index.place_of[key]][: len(begin)]
    return title[:-1] == begin[:-1] and title[-1:] != () and title[-1].startswith(begin[-1])


def choose_best(hits: list[tuple]) -> list[tuple]:
    """The best hits; a kind has more than MAX_OF_KIND places only if the others leave them free."""
    ordered, seen = [], set()
    for hit in sorted(hits, key=lambda hit: -hit[0]):
        if hit[1:] not in seen:
            seen.add(hit[1:])
            ordered.append(hit)
    of_kind: dict[str, int] = {}
    first, rest = [], []
    for hit in ordered:
        of_kind[hit[1]] = of_kind.get(hit[1], 0) + 1
        (first if of_kind[hit[1]] <= MAX_OF_KIND else rest).append(hit)
    return sorted([*first, *rest][:MAX_SUGGESTIONS], key=lambda hit: -hit[0])


def find_begun(index: TitleIndex, text: str, words: list[str]):
    """Titles with the words, whose last may be the beginning of one; best first."""
    whole = find_ideas(text)
    # A last word that ends a known phrase ("bằng lái") is also taken as it is; alone it is among the endings.
    hits = {hit.key: hit for hit in index.search(whole, text)} if len(whole[-1].ways) > 1 else {}
    begin = {words[-1], make_canonical(words[-1])}
    endings = sorted(
        (word for word in index.postings if any(map(word.startswith, begin))),
        key=lambda word: (word not in begin, -len(index.postings[word])),
    )
    before = find_ideas(" ".join(words[:-1]))
    if endings and all(idea.is_little or index.knows(idea) for idea in before):
        completed = Idea(tuple((word,) for word in endings[:MAX_ENDINGS]))
        for hit in index.search([*before, completed], text):
            hits[hit.key] = max(hit, hits.get(hit.key, hit), key=lambda each: each.score)
    return sorted(hits.values(), key=lambda hit: -hit.score)


def load_shown(best: list[tuple]) -> dict[tuple[str, int], FoundThing]:
    """What is shown of the suggestions, by kind and key."""
    keys: dict[str, list[int]] = {}
    for _score, word, key in best:
        keys.setdefault(word, []).append(key)
    found = {kind.word: kind.load(keys[kind.word]) for kind in NAMED_KINDS if kind.word in keys}
    if PROCEDURE in keys:
        named = Procedure.objects.filter(pk__in=keys[PROCEDURE]).only("code", "name", "levels")
        found[PROCEDURE] = {each.pk: FoundThing(each.title, each.get_absolute_url(), describe(each)) for each in named}
    if ARTICLE in keys:
        articles = ArticlePage.objects.filter(pk__in=keys[ARTICLE]).for_links()
        found[ARTICLE] = {
            each.pk: FoundThing(each.title, each.url, f"{_('Tin, bài')} · {each.first_published_at:%d/%m/%Y}")
            for each in articles
        }
    return {(word, key): each for word, of_kind in found.items() for key, each in of_kind.items()}


def describe(procedure: Procedure) -> str:
    """What tells procedures of one name apart: the code and the levels."""
    code = [procedure.code] if procedure.has_national_code else []
    return " · ".join([_("Thủ tục"), *code, *map(str, procedure.level_names)])
