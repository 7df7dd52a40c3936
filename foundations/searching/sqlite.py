"""Search on SQLite: Wagtail's FTS5 table, ranked in one pass over it.

Wagtail 7.4 computes the rank of each matching row in a subquery that repeats the whole full-text match: 7-9 seconds
with 2,000 matching pages (https://github.com/wagtail/django-modelsearch/pull/85), and on a site about one subject most
queries match most pages. Here one query gets the ranks of all matches, then the requested objects are read.
"""

from django.db.models import FloatField, Func
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

from foundations.searching.indexing import FoldedIndexMixin
from foundations.searching.queries import FoldedAutocompleteMixin, FoldedQueryMixin


class _RankFunction(Func):
    """FTS5's bm25: negative, lower is better. Weights in the order of the table's columns."""

    output_field = FloatField()

    def as_sql(self, compiler, connection, **extra_context):
        autocomplete, body, title = 1.0, 1.0, 10.0
        return f"bm25({SQLiteFTSIndexEntry._meta.db_table}, {autocomplete}, {body}, {title})", []


class _OnePassMixin:
    """Ranks all matches with one query."""

    def search(self, config, start, stop, score_field=None):
        """The matching objects in the queryset's own order; see `search_by_relevance` for the other."""
        queryset = self._get_matching()
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")  # a stable order, so that pages of results do not overlap
        return queryset[start:stop]

    def search_by_relevance(self, start, stop, score_field=None):
        """A list of the objects from `start` to `stop`: exact accents first, then by rank, then the newest."""
        ranked = self.rank_keys(start, stop)
        wanted = self._get_matching().order_by()
        if stop is not None:  # otherwise all, which may be more than SQLite allows as parameters
            wanted = wanted.filter(pk__in=[key for _, key in ranked])
        objects = {obj.pk: obj for obj in wanted}
        found = [(objects[key], rank) for (_, rank), key in ranked if key in objects]
        if score_field:
            for obj, rank in found:
                setattr(obj, score_field, rank)
        return [obj for obj, _ in found]

    def rank_keys(self, start, stop):
        """(rank, key) of the objects from `start` to `stop`, in the order of `search_by_relevance`."""
        ranks = self._get_ranks()
        keys = self._get_matching().order_by().values_list("pk", flat=True)
        return sorted(((ranks.get(str(key), (False, 0.0)), key) for key in keys), reverse=True)[start:stop]

    def _get_matching(self):
        query = normalize(self.query)
        if isinstance(query, MatchAll):
            return self.queryset
        if not isinstance(query, Not):
            return self.queryset.filter(pk__in=self._find_entries(query).values("object_id"))
        if isinstance(query.subquery, MatchAll):
            return self.queryset.none()
        return self.queryset.exclude(pk__in=self._find_entries(query.subquery).values("object_id"))

    def _get_ranks(self):
        """(accents as typed?, rank; higher is better) of each match, by the object's key as text."""
        query = normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return {}
        exact = set(self._find_hits(self.exact_query).values_list("pk", flat=True)) if self.exact_query else set()
        ranks = dict(self._find_hits(query).annotate(rank=_RankFunction()).values_list("pk", "rank"))
        entries = self._find_entries(query).values_list("pk", "object_id")
        return {object_id: (entry in exact, -ranks.get(entry, 0.0)) for entry, object_id in entries}

    def _find_entries(self, query):
        # A subquery, not a join: SQLite may start a join at the other table and repeat the full-text match per row.
        types = get_descendants_content_types_pks(self.queryset.model)
        return IndexEntry.objects.filter(content_type__in=types, pk__in=self._find_hits(query).values("pk"))

    def _find_hits(self, query):
        return SQLiteFTSIndexEntry.objects.filter(MatchExpression(self.get_columns(), self.build_search_query(query)))


class SearchQueryCompiler(_OnePassMixin, FoldedQueryMixin, SQLiteSearchQueryCompiler):
    """Whole words."""


class AutocompleteQueryCompiler(_OnePassMixin, FoldedAutocompleteMixin, SQLiteAutocompleteQueryCompiler):
    """Words of which the last may be incomplete."""


class SearchResults(SQLiteSearchResults):
    """Results by relevance, unless the caller ordered the queryset."""

    def _do_search(self):
        if not self.query_compiler.order_by_relevance:
            return list(self.get_queryset())
        return self.query_compiler.search_by_relevance(self.start, self.stop, self._score_field)

    def find_keys(self, most):
        """Primary keys of the best, without their objects."""
        return [key for _rank, key in self.query_compiler.rank_keys(0, most)]


class Index(FoldedIndexMixin, SQLiteIndex):
    """Wagtail's index with folded text."""

    def _refresh_title_norms(self, full=False):
        """Does nothing: bm25 considers lengths itself, and Wagtail's norms read the whole table at each save."""


class SQLiteBackend(SQLiteSearchBackend):
    """The backend on SQLite with FTS5."""

    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = SearchResults
