"""Agencies and units (cơ quan, đơn vị): an identity with dates, and who succeeded whom on which legal basis.

Start at `models.py`; `matching.py` finds a unit by how files write its name. May import the ground.
"""
