"""Columns and articles: what editors write and readers read, with feeds, archive, keywords and the JSON interface.

Start at `models.py` (columns, articles) and `querysets.py` (the words in which everybody asks for articles);
`article_faults.py` and `content_faults.py` say what a text still lacks. May import the foundations; comments, quotas,
the newsroom, Word files and imports are apps of their own above it.
"""
