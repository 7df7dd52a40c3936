"""Comments of readers (bình luận): sent by anybody, queued, published once the board approves them.

`views.py` takes them in, `moderation.py` decides, `thread.py` lists them below an article. Stands above `news` and
adds itself to the article page through `news/article_parts.py`.
"""
