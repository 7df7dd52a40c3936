"""Signing in: waiting after wrong passwords, the second step, places where one is signed in, the log of it all.

Start at `login.py` and `throttling.py`. Its label stays `signing_in`, by which its tables are named. May import the
ground for its reports; knows nothing of units and content.
"""
