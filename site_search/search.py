"""The search of the whole site: procedures, articles and other content in one ranked list.

A query is read once, by the words of all kinds together; titles are then ranked in memory
(`foundations.searching.titles`), texts by the database. What nothing knows is left out, and said. Articles are mostly
found by their text and procedures by their name, so a match in the text counts more for an article; but a procedure
whose name was typed comes before them. Content found only by name (`site_search.kinds`) comes a little
later, unless its whole name was typed, or it is what the query means: a document by its number, a unit in a ranking.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foundations.legal_documents.models import LegalDocument
from foundations.searching import synonyms
from foundations.searching.joint_reading import JointReading, read_jointly
from foundations.searching.titles import TitleIndex, paused_collection
from foundations.searching.understanding import Idea, make_canonical, understand
from foundations.units.successors import find_units_called, get_living_successors
from foundations.vietnamese.folding import fold
from news.models import ArticlePage
from news.title_search import find_articles, get_article_titles
from procedures import catalogue as procedures
from procedures.answers import find_procedures, find_twins
from procedures.models import Procedure
from rankings.meant import find_meant_ranking
from site_search.kinds import DOCUMENT, NAMED_KINDS, PROFILE, RANKING, UNIT, NamedKind

PROCEDURE, ARTICLE = "thu-tuc", "tin-bai"
CODE_SCORE = 9.0
MEANT_SCORE = 4.0
NAME_FACTOR = 0.85  # for names that are not titles of texts
PLACE_LOSS = 0.001
MAX_LENGTH = 400  # letters of a query; what follows says no more


@dataclass(frozen=True)
class SearchAnswer:
    """A search result: its kind, primary key and score.

    `twins`: procedures that differ from it only in what their `difference` names ("cấp tỉnh", "có yếu tố nước ngoài");
    a twin has no twins of its own.
    """

    kind: str
    key: int
    score: float
    twins: tuple[SearchAnswer, ...] = ()
    difference: str = ""


@dataclass(frozen=True)
class SearchResult:
    """What a query found. `answers`: best first, twins under the best of them.

    `left_out`: words as typed that the answers do without, for "không tìm thấy: giùm"; `corrected`: the query as it
    was read where words were mended ("đăng ký kết hôn" for "ddawng kys keets hoon"), else empty.
    """

    answers: list[SearchAnswer]
    left_out: list[str] = field(default_factory=list)
    corrected: str = ""


def prepare() -> None:
    """Makes the indexes before the first search: in gunicorn's master, so that its workers share them.

    A mistyped word makes also what corrects words, which is made only when one is to be corrected.
    """
    search("khai sinhh")


def get_indexes() -> list[TitleIndex]:
    """The indexes of all kinds, those whose words mend a query first."""
    with paused_collection():
        return [procedures.get_current().titles, *(named.get_titles() for named in NAMED_KINDS), get_article_titles()]


def find(words: str, kind: str = "") -> SearchResult:
    """What `words` found, with twins grouped; only of one `kind` if given."""
    answers, left_out, corrected = ask(words, kind)
    return SearchResult(group_twins(answers), left_out, corrected)


def search(words: str, kind: str = "") -> list[SearchAnswer]:
    """All results for `words`, best first, twins among them; only of one `kind` if given."""
    return ask(words, kind)[0]


def group_twins(answers: list[SearchAnswer]) -> list[SearchAnswer]:
    """The answers with each procedure's twins under the best of them."""
    by_key = {answer.key: answer for answer in answers if answer.kind == PROCEDURE}
    twins = find_twins(list(by_key))
    under = {key for others in twins.values() for key in others}
    return [
        replace(
            answer,
            twins=tuple(
                replace(by_key[key], difference=difference) for key, difference in twins.get(answer.key, {}).items()
            ),
        )
        if answer.kind == PROCEDURE
        else answer
        for answer in answers
        if answer.kind != PROCEDURE or answer.key not in under
    ]


def ask(words: str, kind: str) -> tuple[list[SearchAnswer], list[str], str]:
    """The answers, best first, what was left out, and the query as corrected."""
    words = words[:MAX_LENGTH]
    indexes = get_indexes()
    if codes := procedures.get_current().find_by_code(words):
        return [SearchAnswer(PROCEDURE, key, CODE_SCORE) for key in codes if kind in {"", PROCEDURE}], [], ""
    asked = read_jointly(words, synonyms.get_synonyms(), indexes)
    found: list[SearchAnswer] = []
    is_in_text = False  # a text holds all words, also those that no title has
    for of_kind, find_scores in ((PROCEDURE, find_procedures), (ARTICLE, find_articles)):
        if kind in {"", of_kind}:
            scores, complete = find_scores(asked)
            found += [SearchAnswer(of_kind, key, score) for key, score in scores.items()]
            is_in_text = is_in_text or complete
    for named, titles in zip(NAMED_KINDS, indexes[1:-1], strict=True):
        if kind in {"", named.word}:
            found += find_named_answers(named, titles, asked)
    found = add_meant(found, words, kind)
    left_out = [] if is_in_text else asked.find_written(asked.unknown)
    return sorted(found, key=lambda answer: -answer.score), [*left_out, *asked.unread], asked.corrected


def find_named_answers(kind: NamedKind, titles: TitleIndex, asked: JointReading) -> list[SearchAnswer]:
    """Objects of a kind found by name, not by a small part of the query; one with exactly this name comes before all
    texts.
    """
    name = tuple(map(make_canonical, fold(asked.text).split()))
    answers = []
    for hit in titles.search(asked.ideas, asked.text):
        is_called_so = titles.words[titles.place_of[hit.key]] == name
        answers.append(SearchAnswer(kind.word, hit.key, hit.score + 1 if is_called_so else hit.score * NAME_FACTOR))
    return answers


def find_meant(words: str) -> list[tuple[str, int]]:
    """(kind, key) of what the words name as a whole: documents by their number, a unit in a ranking. Who names a year
    asks for its edition, who names none for the unit's profile.
    """
    ranking = find_meant_ranking(words)
    of_ranking = [(PROFILE, ranking.unit), (RANKING, ranking.edition)]
    if ranking.is_of_year:
        of_ranking.reverse()
    found = [*((DOCUMENT, key) for key in LegalDocument.objects.find_by_number(words)), *of_ranking]
    return [(kind, key) for kind, key in found if key is not None]


def add_meant(found: list[SearchAnswer], words: str, kind: str) -> list[SearchAnswer]:
    """The answers with what the query means at their head, and units of today before those that they replaced."""
    meant = [*find_meant(words), *((UNIT, key) for key in find_units_called(words))]
    meant = [(of, key) for of, key in meant if kind in {"", of}]
    head = [SearchAnswer(of, key, MEANT_SCORE - PLACE_LOSS * place) for place, (of, key) in enumerate(meant)]
    rest = {(answer.kind, answer.key): answer for answer in found if (answer.kind, answer.key) not in meant}
    for answer in [answer for answer in rest.values() if answer.kind == UNIT]:
        for key in get_living_successors().get(answer.key, ()):
            known = rest.get((UNIT, key))
            if known is None or known.score <= answer.score:
                rest[UNIT, key] = SearchAnswer(UNIT, key, answer.score + PLACE_LOSS)
    return [*head, *rest.values()]


def load_shown(answers: list[SearchAnswer]) -> list[tuple[str, object]]:
    """(kind, object) of the results of one page: two queries for articles, four for procedures, one per other kind."""
    keys: dict[str, list[int]] = {}
    for answer in answers:
        keys.setdefault(answer.kind, []).append(answer.key)
    found: dict[str, dict] = {kind.word: kind.load(keys[kind.word]) for kind in NAMED_KINDS if kind.word in keys}
    if PROCEDURE in keys:
        with_fees = Procedure.objects.select_related("field").prefetch_related("channels__fees")
        found[PROCEDURE] = with_fees.in_bulk(keys[PROCEDURE])
    if ARTICLE in keys:
        found[ARTICLE] = {page.pk: page for page in ArticlePage.objects.filter(pk__in=keys[ARTICLE]).for_listing()}
    return [(answer.kind, found[answer.kind][answer.key]) for answer in answers if answer.key in found[answer.kind]]


def find_ideas(words: str) -> list[Idea]:
    """The ideas of the words, for marking them in results."""
    return understand(words, synonyms.get_synonyms()) if words else []
