"""Deciding on what was sent in: the page as readers will see it with the decisions, the note of a return, the menus."""
