"""Counts views and visits once each, without an identifying cookie and without storing addresses.

A view goes from `counting.py` (the request) over `recording.py` (a file of each worker) to `folding.py` (the tables);
`totals.py` gives the numbers that pages show. Apps register what is counted in `kinds.py`.
"""
