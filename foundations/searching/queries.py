"""Folds queries like the index; used by the query compilers of both databases."""

from modelsearch.query import (
    MATCH_ALL,
    MATCH_NONE,
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from foundations.searching import synonyms
from foundations.searching.corrections import find_correction
from foundations.searching.text import get_accented_words, get_query_words


def fold_query(query: SearchQuery) -> SearchQuery | None:
    """The query in folded words; None if it has no words.

    A Boost loses its weight and Fuzzy becomes plain text, which the databases cannot combine with folding.
    """
    if isinstance(query, PlainText | Fuzzy):
        words = get_query_words(query.query_string)
        return PlainText(" ".join(words), operator=query.operator) if words else None
    if isinstance(query, Phrase):
        words = get_query_words(query.query_string)
        return Phrase(" ".join(words)) if words else None
    if isinstance(query, Boost):
        return fold_query(query.subquery)
    if isinstance(query, Not):
        return _fold_not(query)
    if isinstance(query, And | Or):
        return _fold_group(query)
    return query


def add_equal_words(query: SearchQuery, equal: synonyms.Synonyms) -> SearchQuery:
    """Adds synonyms that hold both ways to a folded query: TTHC also finds thủ tục hành chính."""
    if isinstance(query, And | Or):
        return type(query)([add_equal_words(part, equal) for part in query.subqueries])
    if not isinstance(query, PlainText) or query.operator != "and":
        return query
    words, parts, place, found = query.query_string.split(), [], 0, False
    while place < len(words):
        length, others = equal.find_at(equal.both_ways, words, place)
        typed = PlainText(" ".join(words[place : place + max(length, 1)]))
        parts.append(Or([typed, *(Phrase(" ".join(other)) for other in others)]) if others else typed)
        place, found = place + max(length, 1), found or bool(others)
    if not found:
        return query
    return parts[0] if len(parts) == 1 else And(parts)


def _fold_not(query: Not) -> SearchQuery | None:
    inner = fold_query(query.subquery)
    if inner is None:
        return None
    return MATCH_ALL if _matches_nothing(inner) else Not(inner)


def _fold_group(query: And | Or) -> SearchQuery | None:
    parts = [part for part in map(fold_query, query.subqueries) if part is not None]
    if not parts:
        return None
    everything = [part for part in parts if isinstance(part, MatchAll)]
    nothing = [part for part in parts if _matches_nothing(part)]
    decided, neutral = (nothing, MATCH_ALL) if isinstance(query, And) else (everything, MATCH_NONE)
    if decided:
        return decided[0]
    parts = [part for part in parts if not isinstance(part, MatchAll) and not _matches_nothing(part)]
    if not parts:
        return neutral
    return parts[0] if len(parts) == 1 else type(query)(parts)


def _matches_nothing(query: SearchQuery) -> bool:
    return isinstance(query, Not) and isinstance(query.subquery, MatchAll)


def get_wanted_text(query: SearchQuery) -> str:
    """The text of a query as it was typed, without what stands under a Not."""
    if isinstance(query, PlainText | Fuzzy | Phrase):
        return query.query_string
    if isinstance(query, Boost):
        return get_wanted_text(query.subquery)
    if isinstance(query, And | Or):
        return " ".join(map(get_wanted_text, query.subqueries))
    return ""


class FoldedQueryMixin:
    """A query compiler for folded text. Must come before the database's compiler in the bases.

    `exact_query` matches objects with the accents as typed, to rank them first; None if none were typed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = get_accented_words(self.get_text_for_exact_match(get_wanted_text(self.query)))
        self.exact_query = PlainText(" ".join(words)) if words else None
        self.query = self.expand(fold_query(self.query) or MATCH_NONE)

    def expand(self, query):
        """The folded query with synonyms."""
        return add_equal_words(query, synonyms.get_synonyms())

    def get_text_for_exact_match(self, text):
        """The part of the text whose accents count for the order."""
        return text

    def get_column_of_field(self, field_name):
        """The index column of a search field: Wagtail has one for titles and one for everything else."""
        return "title" if field_name == "title" else "body"

    def get_columns(self):
        """The index columns to search. `fields=` can only choose between title and body."""
        if self.fields is None:
            return ["title", "body"]
        return sorted({self.get_column_of_field(field_name) for field_name in self.fields})


class FoldedAutocompleteMixin(FoldedQueryMixin):
    """For queries whose last word may be incomplete: what editors type in lists and choosers."""

    def expand(self, query):
        """As typed, with abbreviations written out, or with typing errors mended."""
        expanded = add_equal_words(query, synonyms.get_synonyms())
        if not isinstance(query, PlainText) or query.operator != "and":
            return expanded
        mended = get_query_words(find_correction(get_wanted_text(query)))
        return Or([expanded, PlainText(" ".join(mended))]) if mended else expanded

    def get_text_for_exact_match(self, text):
        # The tone is spelled last, so the spelling of an incomplete word is not a prefix of the whole word's.
        finished = text.split()[:-1]
        return " ".join(finished) or text

    def get_columns(self):
        return ["autocomplete"]
