"""Forms that anybody may send: traps for robots, rate limits without addresses, where a form came from.

`forms.py` is the base of such a form, `limits.py` counts, `origin.py` looks at where it came from.
"""
