"""The editors' handbook of docs/so-tay, read in the editors' interface, and help for each of its screens.

`chapters.py` finds the chapters, `screens.py` says which explains which screen: apps declare theirs as `help_screens`.
"""
