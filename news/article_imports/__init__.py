"""Articles of an old portal, from JSON files, stored as they were dated there.

`json_files.py` finds and opens the files, `reading.py` reads them (all problems at once), `storing.py` stores what is
free of them. Stands above `news`; nothing there may import it.
"""
