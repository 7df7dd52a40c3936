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
    {
        "what": "Nobody approves or publishes their own article; before the board, the unit's editors look at it.",
        "why": "Two pairs of eyes. Wagtail lets whoever may publish publish their own, and knows no desks of units.",
        "since": "2.10",
        "issue": "none found",
        "originals": (
            "wagtail.models.pages:PagePermissionTester",
            "wagtail.models.workflows:AbstractGroupApprovalTask",
            "wagtail.models.workflows:Task.start",
            "wagtail.admin.mail:GroupApprovalTaskStateSubmissionEmailNotifier",
            "wagtail.admin.mail:Notifier",
        ),
    },
]
