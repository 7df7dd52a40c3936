"""Pages to take away: self-contained HTML, PDF, QR codes, links to share.

`pages.py` is the mixin of a page that can be taken away, `html_files.py` and `pdf_files.py` make the files.
"""
