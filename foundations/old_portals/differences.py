"""Redirects as they differ from Wagtail's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "An old address is found in any spelling: capitals, encoded or not, the query in any order, with or "
            "without a stroke."
        ),
        "why": (
            "The systems of before told no capitals apart. `Redirect.normalise_path` is replaced, as there is no "
            "setting for it."
        ),
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/13085",
        "originals": ("wagtail.contrib.redirects.models:Redirect.normalise_path",),
    },
    {
        "what": "A chain of redirects is followed to its end in one step; a ring of them is a page that is not there.",
        "why": "Wagtail leads from one to the next, and round a ring for ever.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/11659",
        "originals": (
            "wagtail.contrib.redirects.middleware:RedirectMiddleware",
            "wagtail.contrib.redirects.middleware:get_redirect",
        ),
    },
]
