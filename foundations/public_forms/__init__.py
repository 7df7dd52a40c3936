"""Forms that anybody may send: traps for robots, rate limits without stored addresses, the origin of a form.

`forms.py` is the base of such a form, `limits.py` counts, `origin.py` looks at where it came from.
"""
