"""Reads and writes Excel and CSV tables: every import and export uses it.

`reading.py` is the way in (a file becomes sheets of cells, each with its words and its place), `writing.py` and
`exports.py` the way out. May import `vietnamese`; knows nothing of what the rows mean.
"""
