"""Columns and articles, with feeds, archive, keywords and the JSON API.

Start at `models.py` (columns, articles) and `querysets.py` (the queries for articles). `checks/` finds faults of texts,
`open_data/` serves articles to machines. May import the foundations; comments, quotas, the newsroom, Word files and
imports are apps of their own above it.
"""
