"""Wagtail's database search for Vietnamese: both the index and the queries are folded.

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundations.searching.backend"}}

It needs no extension, migration or model: only the indexed text, the words of queries and the order of results differ.
After switching to or from it, run `manage.py update_index` once.
"""

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params):
    """Return the backend for the default database: SQLite with FTS5, PostgreSQL, or Wagtail's own for any other."""
    stock = database.SearchBackend(params)
    # Imported late, as each module needs tables that only its own database has.
    if connection.vendor == "postgresql":
        from foundations.searching.postgresql import PostgreSQLBackend

        return PostgreSQLBackend(params)
    if connection.vendor == "sqlite" and database.USE_SQLITE_FTS:
        from foundations.searching.sqlite import SQLiteBackend

        return SQLiteBackend(params)
    return stock


def find_keys(results, most: int) -> list:
    """Primary keys of the best results of a search; with our backends without loading the objects."""
    if hasattr(results, "find_keys"):
        return results.find_keys(most)
    return [found.pk for found in results[:most]]
