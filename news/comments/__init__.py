"""Comments of readers (bình luận): sent by anybody, kept in a queue, shown once the board has approved them.

`views.py` takes them in, `moderation.py` decides, `thread.py` shows them below an article. Stands above `news`, which
knows it only as a part of the page (news/article_parts.py).
"""
