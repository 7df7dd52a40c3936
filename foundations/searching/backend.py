"""Search that reads Vietnamese: Wagtail's database search with folded text on both sides.

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundations.searching.backend"}}

No extension, migration or model of its own: what differs is the text put into Wagtail's index, the words asked of it
and the order of the answers. After switching to it, or from it, run `manage.py update_index` once.
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
