"""The search of the whole site: one list of procedures, articles, documents, units, rankings, pages; suggestions.

It stands above all that it searches, and below the site that it is part of, whose pages it is told of. Start with
`search.py` (what is found), then `kinds.py` (what is found by its name) and `suggestions.py`.
"""
