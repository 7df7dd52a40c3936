"""Articles from Word files: read, shown, stored as a draft.

`packages.py` opens the file, `rewriting.py` makes plain HTML of it, `articles.py` an article; `losses.py` names what
could not be kept. Stands above `news`; nothing there may import it.
"""
