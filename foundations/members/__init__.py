"""People: who belongs to which unit as what, how they are invited, who is the board.

`roles.py` answers who is the board, `memberships.py` gives and takes the groups of a role, `inviting.py` makes
accounts. May import the ground and `units`.
"""
