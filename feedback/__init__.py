"""Feedback of citizens (góp ý, phản ánh): sent by anybody, kept as a case, answered, in public where the board says so.

`forms.py` and `receiving.py` take it in, `handling.py` and `admin_views.py` deal with it, `privacy.py` erases it. May
import the foundations; knows nothing of news, rankings or procedures: these tell it what a thing is called.
"""
