"""A folder of apps, without code of its own: what news, rankings, procedures and feedback stand on.

The ground knows nothing of content: spelling, search, tables, delivery, forms, counters. The lower floor is who and
what everybody names: units, members, uploads, foreign HTML. tests/code/test_house.py holds both lists and who may
import whom.
"""
