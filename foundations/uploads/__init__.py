"""Pictures and documents that people upload: checked, cleaned of what they give away, described, scaled.

`models.py` has the picture, `picture_files.py` and `documents.py` read the bytes, `forms.py` is the editors' form,
`storing.py` keeps what comes with a text. May import the ground, and `units` for the collection of each unit.
"""
