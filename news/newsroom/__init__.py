"""The editors' desk: what waits for whom, the screen "Xem và duyệt", pasting, the menu of a unit's editor.

`dashboard.py` is the first screen, `reviewing/` decides on what was handed over, `pasting.py` reads what is pasted.
Stands above `news` and `quotas`; nothing there may import it.
"""
