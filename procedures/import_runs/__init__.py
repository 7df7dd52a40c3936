"""Imports of procedures that are looked at before they count, and can be undone. Start at `work.py`.

A run reads its file and compares each record with the list (`checking.py`): what is new, changed or gone becomes a row
that a person takes or leaves. Storing prepares the taken rows out of sight in short transactions (`staging.py`), puts
them into the list with a few statements (`swapping.py`) and clears up behind itself (`clearing.py`). So an editor waits
for one short transaction at most, and whatever stops the process leaves the list whole, as it was or as it will be.
"""
