"""Personal data: consent, requests to hand out or erase. Who holds data registers in `holders.py`.

Start at `requests.py`. Knows no holder by name.
"""
