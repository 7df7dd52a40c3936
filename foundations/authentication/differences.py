"""Signing in and the log of activity as they differ from Wagtail's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "Signing in, at Wagtail's own address, has a second step and is written down; a session ends and is ended."
        ),
        "why": "Wagtail has neither.",
        "since": "7.4",
        "issue": "none found",
        "originals": (
            "wagtail.admin.views.account:LoginView",
            "wagtail.admin.auth:reject_request",
            "wagtail/admin/templates/wagtailadmin/login.html",
        ),
    },
    {
        "what": (
            "Administrators read one log of everything in the place of Wagtail's site history; of autosaves only "
            "the last counts."
        ),
        "why": "Wagtail's has pages and records alone, and each autosave in a row of its own.",
        "since": "7.3",
        "issue": "none found",
        "originals": (
            "wagtail.admin.views.reports.audit_logging:LogEntriesView",
            "wagtail.admin.views.reports.audit_logging:SiteHistoryReportFilterSet",
            "wagtail.admin.wagtail_hooks:register_site_history_report_menu_item",
            "wagtail/admin/templates/wagtailadmin/reports/base_report_results.html",
        ),
    },
]
