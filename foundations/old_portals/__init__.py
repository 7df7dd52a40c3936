"""Addresses of before: each old address leads to where the thing stands now, in one step.

`redirects.py` finds and spells them, `changed_addresses.py` makes them. Knows no kind of content: apps register theirs.
"""
