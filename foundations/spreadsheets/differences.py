"""Exports as they differ from Wagtail's. Declared by `apps.py`; the whole list: `editors_interface/differences.py`."""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "CSV files begin with a byte-order mark, hold no live formula, times are local; no cell holds what "
            "XML forbids."
        ),
        "why": (
            "Excel shows broken letters and runs formulas; a control character is an error 500. Wagtail calls "
            "both Excel's affair."
        ),
        "since": "2.9",
        "issue": (
            "https://github.com/wagtail/wagtail/issues/3466, https://github.com/wagtail/wagtail/pull/13071 (both "
            "closed)"
        ),
        "originals": ("wagtail.admin.views.mixins:SpreadsheetExportMixin",),
    },
]
