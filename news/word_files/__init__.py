"""Articles from Word files: upload, preview, draft.

`packages.py` opens the file, `rewriting.py` simplifies it for mammoth, `articles.py` makes a draft; `losses.py` lists
what could not be kept. Stands above `news`; nothing there may import it.
"""
