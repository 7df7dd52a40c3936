"""The newsroom: dashboard, the screen "Xem và duyệt", pasting, the menu of a unit's editors.

`dashboard.py` is the first screen, `reviewing/` decides on submissions, `pasting.py` cleans what is pasted. Stands
above `news` and `quotas`; nothing there may import it.
"""
