"""Feedback of citizens (góp ý, phản ánh): sent by anybody, handled as cases, some answers published.

`forms.py` and `receiving.py` take it in, `handling.py` and `admin_views.py` handle it, `privacy.py` erases it. May
import the foundations, but not news, rankings or procedures.
"""
