"""Publication quotas (chỉ tiêu tin, bài): what each unit owes, what it has published, and the proof of it.

`rules.py` and `counting.py` say what counts, `closing.py` freezes a month, `packs.py` hands out the proof. Stands above
`news`; nothing there may import it.
"""
