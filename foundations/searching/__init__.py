"""Vietnamese search for any content: an index of folded text, understanding of queries, ranking of titles.

`backend.py` is Wagtail's search backend; `understanding.py` reads what people typed, `titles.py` ranks names in memory,
`synonyms.py` is what editors teach it. May import `vietnamese` (and `editing` and `spreadsheets` for its editors'
screens). What is searched, and where, its users say.
"""
