"""Documents (văn bản) that articles, rankings and procedures cite: number, day, agency, in force or not, relations.

Start at `models.py` and `numbers.py` (how a number is recognised). Apps above register in `citing.py` who cites one.
"""
