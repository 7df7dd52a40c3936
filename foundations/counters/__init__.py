"""Views and visits: counted once each, without a cookie or an address of the reader.

A view goes from `counting.py` (the request) over `recording.py` (a file of each worker) to `folding.py` (the tables);
`totals.py` gives the numbers that pages show. Apps register what is counted in `kinds.py`.
"""
