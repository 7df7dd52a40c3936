"""Typing errors in lists that the database searches, mended as the search of the whole site mends them.

The app that has that search declares `AppConfig.correct_query`, as this one knows no content.
"""

from __future__ import annotations

from django.apps import apps


def find_correction(text: str) -> str:
    """The text with its typing errors mended, its unfinished last word kept; empty if there are none."""
    for config in apps.get_app_configs():
        if hasattr(config, "correct_query"):
            return config.correct_query(text)
    return ""
