"""What Vietnamese spelling asks for: folding, slugs, dictionary order, old encodings, numbers, dates, the catalogues.

Everybody may use it; it imports nothing of the project.
"""
