"""Signing in: locks after wrong passwords, the second step, the list of sign-ins, logs and reports.

Start at `login.py` and `throttling.py`. Its label stays `signing_in`, by which its tables are named. May import the
ground for its reports; knows nothing of units and content.
"""
