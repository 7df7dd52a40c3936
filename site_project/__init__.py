"""The site: settings, addresses, the home page and standard pages, the frame around all pages, the search of the whole.

Start at `settings.py` and `urls.py`. It combines the apps below; nobody imports it.
"""
