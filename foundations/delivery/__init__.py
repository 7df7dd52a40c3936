"""How answers reach readers: stored pages, their version, compression, headers, served files, gunicorn's worker.

Knows nothing of content: the apps declare what is public. May import nothing of the project but other ground apps that
the house test lists. Start at page_cache.py (a request's first stop) and freshness.py (when a stored page is stale).
"""
