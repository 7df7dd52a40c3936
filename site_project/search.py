"""The search of the whole site: procedures, articles and other content in one ranked list.

Titles are ranked in memory (`foundations.searching.titles`), texts by the database. Articles are mostly found by their
text and procedures by their name, so a match in the text counts more for an article. Content found only by name
(`site_project.searched_kinds`) comes a little later: "sở nội vụ" is in few names and many texts; but the whole name as
typed comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import Count, Max

from foundations.searching import synonyms
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.searching.understanding import Idea, build_strict_query, make_canonical, understand
from foundations.vietnamese.folding import fold
from news.models import ArticlePage
from procedures import catalogue as procedures
from procedures.models import Procedure
from site_project.searched_kinds import NAMED_KINDS, NamedKind

PROCEDURE, ARTICLE = "thu-tuc", "tin-bai"
MAX_IN_TEXT = 300
ARTICLE_TEXT_SCORE = 0.75  # of an article with all words, but not in its title
ALL_WORDS_BONUS = 0.4
PROCEDURE_TEXT_SCORE = 0.45
PLACE_LOSS = 0.0005  # for each place in the database's order
NAME_FACTOR = 0.85  # for names that are not titles of texts
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
    return SearchResult(group_twins(search(words, kind)))


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


def search(words: str, kind: str = "") -> list[SearchAnswer]:
    """All results for `words`, best first; only of one `kind` if given."""
    found: list[SearchAnswer] = []
    if kind in {"", PROCEDURE}:
        found += find_procedure_answers(words)
    if kind in {"", ARTICLE}:
        found += find_article_answers(words)
    for named in NAMED_KINDS:
        if kind in {"", named.word}:
            found += find_named_answers(named, words)
    return sorted(found, key=lambda answer: -answer.score)


def find_named_answers(kind: NamedKind, words: str) -> list[SearchAnswer]:
    """Objects of a kind found by name; one with exactly this name comes before all texts."""
    titles, asked = kind.get_titles(), tuple(map(make_canonical, fold(words).split()))
    _ideas, hits = titles.ask(words, synonyms.get_synonyms())
    called_so = {key for key, name in zip(titles.keys, titles.words, strict=True) if name == asked}
    return [
        SearchAnswer(kind.word, hit.key, hit.score + 1 if hit.key in called_so else hit.score * NAME_FACTOR)
        for hit in hits
    ]


def find_procedure_answers(words: str) -> list[SearchAnswer]:
    listed = procedures.get_current()
    ideas, hits = listed.ask(words)
    over = listed.over
    scores = {hit.key: hit.score for hit in hits}
    if not listed.find_by_code(words):
        for place, key in enumerate(listed.find_in_text(ideas, ranked=not hits)):
            scores[key] = scores[key] + 0.05 if key in scores else PROCEDURE_TEXT_SCORE - PLACE_LOSS * place
    hidden = {key for key in scores if key in listed.place_of and over >> listed.place_of[key] & 1}
    return [SearchAnswer(PROCEDURE, key, score) for key, score in scores.items() if key not in hidden]


def find_article_answers(words: str) -> list[SearchAnswer]:
    """Articles found by title or text."""
    titles, known = get_article_titles(), synonyms.get_synonyms()
    _ideas, hits = titles.ask(words, known)
    scores = {hit.key: hit.score for hit in hits}
    as_typed = understand(words, known)
    for place, key in enumerate(find_articles_with(as_typed, titles)):
        bonus = ALL_WORDS_BONUS - PLACE_LOSS * place
        scores[key] = scores[key] + bonus if key in scores else ARTICLE_TEXT_SCORE - PLACE_LOSS * place
    return [SearchAnswer(ARTICLE, key, score) for key, score in scores.items()]


def find_articles_with(ideas: list[Idea], titles: TitleIndex) -> list[int]:
    """Articles with all ideas; if these are few, also those with all but the commonest idea."""
    found = find_in_text(ideas)
    heavy = [idea for idea in ideas if not idea.is_little]
    if len(found) < MIN_ANSWERS and len(heavy) > 2:
        rarest = sorted(heavy, key=lambda idea: -sum(map(titles.get_rarity, idea.typed)))[: max(2, len(heavy) - 1)]
        known = set(found)
        found += [key for key in find_in_text(rarest) if key not in known]
    return found


def find_in_text(ideas: list[Idea]) -> list[int]:
    """Keys of articles with all ideas in their text, best first."""
    query = build_strict_query(ideas)
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
