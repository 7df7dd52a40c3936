"""The database's planner statistics of the search index."""

from django.db import connection
from wagtail.search.models import IndexEntry

CLEAN_PENDING = """
    SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE i.indrelid = %s::regclass AND a.amname = 'gin'
"""


def refresh_statistics(*models) -> None:
    """Makes PostgreSQL merge pending index entries and update its statistics, also of the tables of `models`.

    For large imports: PostgreSQL itself does so up to a minute later, and until then reads all entries for each search
    (200 ms instead of 10 with 10,000 procedures). Does nothing on SQLite.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(CLEAN_PENDING, [IndexEntry._meta.db_table])
        for model in (IndexEntry, *models):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
