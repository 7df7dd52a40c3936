"""Queries folded as the index is: what every compiler of ours does before its database's own work."""

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
from foundations.searching.text import accented_words, query_words


def folded(query: SearchQuery) -> SearchQuery | None:
    """Return `query` in folded words, or None if it has none (which `And` and `Or` then leave out).

    A Boost loses its weight and Fuzzy becomes plain text, as neither database can do both and folding.
    """
    if isinstance(query, PlainText | Fuzzy):
        words = query_words(query.query_string)
        return PlainText(" ".join(words), operator=query.operator) if words else None
    if isinstance(query, Phrase):
        words = query_words(query.query_string)
        return Phrase(" ".join(words)) if words else None
    if isinstance(query, Boost):
        return folded(query.subquery)
    if isinstance(query, Not):
        return _folded_not(query)
    if isinstance(query, And | Or):
        return _folded_group(query)
    return query


def with_equals(query: SearchQuery, equal: synonyms.Synonyms) -> SearchQuery:
    """Return a folded `query` in which equal words may stand for each other: TTHC, thủ tục hành chính."""
    if isinstance(query, And | Or):
        return type(query)([with_equals(part, equal) for part in query.subqueries])
    if not isinstance(query, PlainText) or query.operator != "and":
        return query
    words, parts, place, found = query.query_string.split(), [], 0, False
    while place < len(words):
        length, others = equal.at(equal.both_ways, words, place)
        typed = PlainText(" ".join(words[place : place + max(length, 1)]))
        parts.append(Or([typed, *(Phrase(" ".join(other)) for other in others)]) if others else typed)
        place, found = place + max(length, 1), found or bool(others)
    if not found:
        return query
    return parts[0] if len(parts) == 1 else And(parts)


def _folded_not(query: Not) -> SearchQuery | None:
    inner = folded(query.subquery)
    if inner is None:
        return None
    return MATCH_ALL if _matches_nothing(inner) else Not(inner)


def _folded_group(query: And | Or) -> SearchQuery | None:
    parts = [part for part in map(folded, query.subqueries) if part is not None]
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


def wanted_text(query: SearchQuery) -> str:
    """Return the text a query asks for, as it was typed; what stands under a Not is left out."""
    if isinstance(query, PlainText | Fuzzy | Phrase):
        return query.query_string
    if isinstance(query, Boost):
        return wanted_text(query.subquery)
    if isinstance(query, And | Or):
        return " ".join(map(wanted_text, query.subqueries))
    return ""


class FoldedQueryMixin:
    """A query compiler over folded text; written before the database's compiler among the bases.

    `exact_query` finds, among the matches, those that have the accented words as they were typed; None for no accents.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = accented_words(self.text_for_exact_match(wanted_text(self.query)))
        self.exact_query = PlainText(" ".join(words)) if words else None
        self.query = self.expanded(folded(self.query) or MATCH_NONE)

    def expanded(self, query):
        """Return the folded query with what else it may find."""
        return with_equals(query, synonyms.current())

    def text_for_exact_match(self, text):
        """Return the part of the query's text whose accents count for the order."""
        return text

    def column_of_field(self, field_name):
        """Return the column of the index that a search field's text is in: Wagtail keeps the title apart, no other."""
        return "title" if field_name == "title" else "body"

    def columns(self):
        """Return the columns of the index to look into. `fields=` narrows no further than to title or body."""
        if self.fields is None:
            return ["title", "body"]
        return sorted({self.column_of_field(field_name) for field_name in self.fields})


class FoldedAutocompleteMixin(FoldedQueryMixin):
    """The same for a query whose last word may not be finished."""

    def expanded(self, query):
        return query

    def text_for_exact_match(self, text):
        # The tone is spelled last, so the spelling of a part of a word is not the beginning of the whole one's.
        finished = text.split()[:-1]
        return " ".join(finished) or text

    def columns(self):
        return ["autocomplete"]
