"""Checks of articles: faults, same titles, broken links, the checklist before submission. They only warn."""
