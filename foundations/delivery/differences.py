"""Files as they are served otherwise than by Wagtail.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": "A document, at Wagtail's own address, is served in parts and by its tag.",
        "why": "Wagtail sends the whole file for each part that a browser asks for.",
        "since": "7.4",
        "issue": "none found",
        "originals": (
            "wagtail.documents.views.serve:serve",
            "wagtail/documents/urls.py",
        ),
    },
]
