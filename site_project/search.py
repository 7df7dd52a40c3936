"""The search of the whole site: procedures, articles and other content in one ranked list.

A query is read once, by the words of all kinds together; titles are then ranked in memory
(`foundations.searching.titles`), texts by the database. What nothing knows is left out, and said. Articles are mostly
found by their text and procedures by their name, so a match in the text counts more for an article; but a procedure
whose name was typed comes before them. Content found only by name (`site_project.searched_kinds`) comes a little
later, unless its whole name was typed or it is what the query means (`site_project.intents`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import Count, Max

from foundations.searching import synonyms
from foundations.searching.joint_reading import JointReading, read_jointly
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.searching.understanding import Idea, build_loose_query, build_strict_query, make_canonical, understand
from foundations.vietnamese.folding import fold
from news.models import ArticlePage
from procedures import catalogue as procedures
from procedures.models import Procedure
from site_project.intents import find_living_units, find_meant
from site_project.searched_kinds import NAMED_KINDS, UNIT, NamedKind

PROCEDURE, ARTICLE = "thu-tuc", "tin-bai"
MAX_IN_TEXT = 300
ARTICLE_TEXT_SCORE = 0.75  # of an article with all words, but not in its title
ALL_WORDS_BONUS = 0.35
PROCEDURE_TEXT_SCORE = 0.3
PROCEDURE_NAME_BONUS = 0.4  # for the whole name; in proportion for a part of it
PLACE_LOSS = 0.0005  # for each place in the database's order
NAME_FACTOR = 0.85  # for names that are not titles of texts
MEANT_SCORE = 4.0
MIN_ANSWERS = 3  # with fewer, the commonest word is left out


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


_articles: tuple[tuple, TitleIndex] | None = None


def get_article_titles() -> TitleIndex:
    """The index of all public articles; rebuilt when one is published, changed or unpublished. Else one query."""
    global _articles  # noqa: PLW0603 (one copy a process is the point)
    readable = ArticlePage.objects.readable()
    state = readable.aggregate(Count("pk"), Max("pk"), Max("last_published_at"), Max("latest_revision_created_at"))
    version = tuple(state.values())
    if _articles is None or _articles[0] != version:
        rows = readable.order_by("-first_published_at", "-pk").values_list("pk", "title", "lead")
        _articles = version, TitleIndex(IndexedTitle(key, title, lead) for key, title, lead in rows)
    return _articles[1]


def find(words: str, kind: str = "") -> SearchResult:
    """What `words` found, with twins grouped; only of one `kind` if given."""
    answers, left_out, corrected = ask(words, kind)
    return SearchResult(group_twins(answers), left_out, corrected)


def search(words: str, kind: str = "") -> list[SearchAnswer]:
    """All results for `words`, best first, twins among them; only of one `kind` if given."""
    return ask(words, kind)[0]


def group_twins(answers: list[SearchAnswer]) -> list[SearchAnswer]:
    """The answers with each procedure's twins under the best of them."""
    listed, heads, others = procedures.get_current(), {}, {}
    for answer in answers:
        matter, difference = listed.split_name(answer.key) if answer.kind == PROCEDURE else ("", "")
        if matter and matter in heads:
            others.setdefault(heads[matter], []).append(replace(answer, difference=difference))
        else:
            heads[matter] = answer
    twins = {head: tuple(found) for head, found in others.items()}
    under = {(each.kind, each.key) for found in twins.values() for each in found}
    return [
        replace(answer, twins=twins.get(answer, ())) for answer in answers if (answer.kind, answer.key) not in under
    ]


def ask(words: str, kind: str) -> tuple[list[SearchAnswer], list[str], str]:
    """The answers, best first, what was left out, and the query as corrected."""
    listed, articles = procedures.get_current(), get_article_titles()
    names = {named: named.get_titles() for named in NAMED_KINDS}
    if codes := listed.find_by_code(words):
        return [SearchAnswer(PROCEDURE, key, 9.0) for key in codes if kind in {"", PROCEDURE}], [], ""
    asked = read_jointly(words, synonyms.get_synonyms(), [listed.titles, *names.values(), articles])
    found: list[SearchAnswer] = []
    is_in_text = False  # a text holds all words, also those that no title has
    if kind in {"", PROCEDURE}:
        answers, complete = find_procedure_answers(asked, listed)
        found, is_in_text = found + answers, is_in_text or complete
    if kind in {"", ARTICLE}:
        answers, complete = find_article_answers(asked, articles)
        found, is_in_text = found + answers, is_in_text or complete
    for named, titles in names.items():
        if kind in {"", named.word}:
            found += find_named_answers(named, titles, asked)
    found = add_meant(found, asked.text, kind)
    left_out = [] if is_in_text else asked.find_written(asked.unknown)
    return sorted(found, key=lambda answer: -answer.score), [*left_out, *asked.unread], asked.corrected


def find_named_answers(kind: NamedKind, titles: TitleIndex, asked: JointReading) -> list[SearchAnswer]:
    """Objects of a kind found by name; one with exactly this name comes before all texts."""
    name = tuple(map(make_canonical, fold(asked.text).split()))
    answers = []
    for hit in titles.search(asked.ideas, asked.text):
        is_called_so = titles.words[titles.place_of[hit.key]] == name
        answers.append(SearchAnswer(kind.word, hit.key, hit.score + 1 if is_called_so else hit.score * NAME_FACTOR))
    return answers


def add_meant(found: list[SearchAnswer], words: str, kind: str) -> list[SearchAnswer]:
    """The answers with what the query means at their head, and the units of today before those that they replaced."""
    meant = [pair for pair in find_meant(words) if kind in {"", pair[0]}]
    head = [SearchAnswer(of, key, MEANT_SCORE - 0.01 * place) for place, (of, key) in enumerate(meant)]
    rest = [answer for answer in found if (answer.kind, answer.key) not in set(meant)]
    scores = {answer.key: answer.score for answer in rest if answer.kind == UNIT}
    living = find_living_units(scores)
    rest = [answer for answer in rest if not (answer.kind == UNIT and answer.key in living)]
    return [*head, *rest, *(SearchAnswer(UNIT, key, score) for key, score in living.items())]


def find_procedure_answers(asked: JointReading, listed: procedures.Catalogue) -> tuple[list[SearchAnswer], bool]:
    """Procedures found by name or text, and whether a text holds also what no title has."""
    hits = listed.titles.search(asked.ideas, asked.text)
    scores = {hit.key: hit.score + PROCEDURE_NAME_BONUS * hit.match for hit in hits}
    in_text, complete = find_in_texts(asked, lambda query: listed.find_with(query, ranked=not hits))
    for place, key in enumerate(in_text):
        scores[key] = scores[key] + 0.05 if key in scores else PROCEDURE_TEXT_SCORE - PLACE_LOSS * place
    shown = (key for key in scores if not listed.is_over(key))
    return [SearchAnswer(PROCEDURE, key, scores[key]) for key in shown], complete


def find_article_answers(asked: JointReading, titles: TitleIndex) -> tuple[list[SearchAnswer], bool]:
    """Articles found by title or text, and whether a text holds also what no title has."""
    scores = {hit.key: hit.score for hit in titles.search(asked.ideas, asked.text)}
    in_text, complete = find_in_texts(asked, find_articles_with)
    for place, key in enumerate(in_text):
        bonus = ALL_WORDS_BONUS - PLACE_LOSS * place
        scores[key] = scores[key] + bonus if key in scores else ARTICLE_TEXT_SCORE - PLACE_LOSS * place
    if len(in_text) < MIN_ANSWERS:
        for key in find_articles_with(build_strict_query(find_rarest(asked.ideas, titles))):
            scores.setdefault(key, ARTICLE_TEXT_SCORE * 0.8)
    return [SearchAnswer(ARTICLE, key, score) for key, score in scores.items()], complete


def find_in_texts(asked: JointReading, find_with) -> tuple[list[int], bool]:
    """What texts hold: all ideas, else those that titles know, else any if titles know none. And whether all."""
    if found := find_with(build_strict_query([*asked.ideas, *asked.unknown])):
        return found, True
    if not asked.has_telling_words:
        return find_with(build_loose_query(asked.unknown)), False
    return (find_with(build_strict_query(asked.ideas)) if asked.unknown else []), False


def find_rarest(ideas: list[Idea], titles: TitleIndex) -> list[Idea]:
    """All ideas but the commonest; none if that would leave fewer than two."""
    heavy = [idea for idea in ideas if not idea.is_little]
    if len(heavy) < 3:
        return []
    return sorted(heavy, key=lambda idea: -sum(map(titles.get_rarity, idea.typed)))[: len(heavy) - 1]


def find_articles_with(query) -> list[int]:
    """Keys of the articles that match, best first; none without a query."""
    if query is None:
        return []
    return [page.pk for page in ArticlePage.objects.readable().only("pk").search(query)[:MAX_IN_TEXT]]


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
