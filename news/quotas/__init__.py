"""Publication quotas (chỉ tiêu tin, bài): what each unit owes, what it has published, and the evidence.

`rules.py` and `counting.py` count, `closing.py` freezes a month, `packs.py` makes the evidence packs. Stands above
`news`; nothing there may import it.
"""
