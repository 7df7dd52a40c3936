"""Saving in the editors' interface: nobody loses words, nobody writes over another's.

`states.py` tells a form's own words from another's, `conflicts.py` says what differs, `revisions.py` keeps versions.
Every model that Wagtail's forms edit takes its form from `forms.py`. Imports nothing of the project.
"""
