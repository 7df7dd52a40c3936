"""HTML that others made (pasted, from Word, from an old portal) read into paragraphs, lists and tables of our own.

`html.py` is the way in, `losses.py` names what could not be kept, `rich_text.py` says which elements leave the site.
May import `vietnamese`; knows no blocks and no pages.
"""
