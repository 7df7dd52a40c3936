"""Wagtail's search on PostgreSQL over folded text; objects with the accents as typed come first."""

from django.db.models import Case, F, IntegerField, Value, When
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)

from foundations.searching.indexing import FoldedIndexMixin
from foundations.searching.queries import FoldedAutocompleteMixin, FoldedQueryMixin


class _ExactFirstMixin:
    """Orders objects with the accents as typed before the others."""

    def get_search_vectors(self, search_query):
        # Not Wagtail's vectors for `fields=`, which are made of the tables' unfolded text.
        norms = {"title": F("index_entries__title_norm")}
        return [(F(f"index_entries__{column}"), norms.get(column, 1.0)) for column in self.get_columns()]

    def search(self, config, start, stop, score_field=None, backend=None):
        queryset = super().search(config, None, None, score_field=score_field, backend=backend)
        if self.exact_query and self.order_by_relevance and "_vector_" in queryset.query.annotations:
            exact = When(_vector_=self.build_tsquery(self.exact_query, config=config), then=Value(0))
            exact_first = Case(exact, default=Value(1), output_field=IntegerField())
            queryset = queryset.order_by(exact_first, *queryset.query.order_by)
        return queryset[start:stop]


class SearchQueryCompiler(FoldedQueryMixin, _ExactFirstMixin, PostgresSearchQueryCompiler):
    """Whole words."""


class AutocompleteQueryCompiler(FoldedAutocompleteMixin, _ExactFirstMixin, PostgresAutocompleteQueryCompiler):
    """Words of which the last may be incomplete."""


class SearchResults(PostgresSearchResults):
    """Results by relevance, unless the caller ordered the queryset."""

    def find_keys(self, most):
        """Primary keys of the best, without their objects."""
        config = self.query_compiler.get_config(self.backend)
        return list(self.query_compiler.search(config, 0, most, backend=self.backend).values_list("pk", flat=True))


class Index(FoldedIndexMixin, PostgresIndex):
    """Wagtail's index with folded text."""


class PostgreSQLBackend(PostgresSearchBackend):
    """The backend on PostgreSQL; needs no extension."""

    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = SearchResults

    def __init__(self, params):
        # Other configurations drop stop words ("so", "do", "an" are Vietnamese words) and cut endings.
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
