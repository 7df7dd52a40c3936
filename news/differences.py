"""Checks of a text as they differ from Wagtail's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": "The checker of a preview looks at the article alone, by rules of ours as well, and says what to do.",
        "why": "The rules come from how official texts are written.",
        "since": "7.4",
        "issue": "none needed: Wagtail documents this way of adapting it",
        "originals": (
            "wagtail.admin.userbar:ContentCheckerItem",
            "wagtail/admin/static#registerCheck",
        ),
    },
]
