"""Demonstration content: facts in JSON files, finished pictures, and what loads them into an empty site.

`load.py` is the way in. Stands with `site_project` at the top; nothing else may import it.
"""
