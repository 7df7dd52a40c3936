"""Searching as it differs from Wagtail's. Declared by `apps.py`; the whole list: `editors_interface/differences.py`."""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "Search, in the editors' interface too, reads Vietnamese with and without marks, and ranks in one pass."
        ),
        "why": (
            "Wagtail's folds no đ and no letter with two marks, and on SQLite needs 7-9 seconds where most pages match."
        ),
        "since": "7.4",
        "issue": "https://github.com/wagtail/django-modelsearch/pull/85",
        "originals": (
            "modelsearch/backends/database/sqlite/sqlite.py",
            "modelsearch/backends/database/sqlite/query.py",
            "modelsearch/backends/database/postgres/postgres.py",
        ),
    },
]
