"""Imports tables of rankings into editions, in the editors' interface: an app of its own, above `rankings`.

A table on its way in: guessed (`guessing`), read as the clerk chose (`reader`), looked over (`review`, `sanity`,
`intentions`, `sums`, `comparison`), stored (`storing`). Start at `views`.
"""
