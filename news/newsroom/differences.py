"""The editors' desk as it differs from Wagtail's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": "The dashboard shows what waits for whom in the place of Wagtail's three lists.",
        "why": "A unit's editor sees what to do next, the board what to approve first.",
        "since": "7.4",
        "issue": "none needed: Wagtail documents this way of adapting it",
        "originals": (
            "wagtail.admin.views.home:WorkflowObjectsToModeratePanel",
            "wagtail.admin.views.home:UserObjectsInWorkflowModerationPanel",
            "wagtail.admin.views.home:RecentEditsPanel",
        ),
    },
    {
        "what": (
            "Editors of units have a menu of what they do; the dashboard is marked as the current screen only "
            "where it is."
        ),
        "why": "Wagtail marks each item whose address the current one begins with.",
        "since": "4.1",
        "issue": "https://github.com/wagtail/wagtail/issues/10313",
        "originals": (
            "wagtail.admin.menu:MenuItem",
            "wagtail.admin.wagtail_hooks:ExplorerMenuItem",
        ),
    },
    {
        "what": "What waits is read and decided on one screen, to which Wagtail's preview of a waiting page leads.",
        "why": "Wagtail's preview has had no decisions since its workflows; its mails lead there.",
        "since": "2.10",
        "issue": "https://github.com/wagtail/wagtail/issues/9106",
        "originals": (
            "wagtail.admin.views.generic.workflow:PreviewRevisionForTask",
            "wagtail.models.preview:PreviewableMixin.make_preview_request",
            "wagtail/admin/urls/pages.py",
        ),
    },
    {
        "what": "A workflow is cancelled after a question, and whoever decides has no second button that publishes.",
        "why": "Wagtail cancels at once, and offers to publish past the workflow.",
        "since": "2.10",
        "issue": "none found",
        "originals": (
            "wagtail.admin.action_menu:CancelWorkflowMenuItem",
            "wagtail.admin.action_menu:PublishMenuItem",
            "wagtail.admin.action_menu:ActionMenuItem",
        ),
    },
    {
        "what": "Taking off a page that is scheduled or locked says why not yet, and what to do first.",
        "why": "Wagtail hides the button, and answers that there is no right to it.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/1615 (why locks hinder it)",
        "originals": (
            "wagtail.models.pages:PagePermissionTester.can_unpublish",
            "wagtail.locks:ScheduledForPublishLock",
            "wagtail.admin.ui.menus.pages:PageMenuItem",
            "wagtail.snippets.action_menu:UnpublishMenuItem",
        ),
    },
    {
        "what": (
            "What Word or an old site puts on the clipboard is cleaned by the server; pictures and tables become "
            "blocks (pasting.js)."
        ),
        "why": "The editor loses lists, tables and pictures, and keeps text of old fonts, which nobody can read.",
        "since": "2.0",
        "issue": "https://github.com/wagtail/wagtail/issues/9151",
        "originals": (
            "wagtail/admin/static#data-draftail-editor-wrapper",
            "wagtail/admin/static#draftailEditor",
            "wagtail/admin/static#splitState",
            "wagtail/admin/static#shouldMoveCommentFn",
            "wagtail/admin/static#splitBlock",
            "wagtail/admin/static#childBlockDefsByName",
            "wagtail/admin/static#CSRF_HEADER_NAME",
        ),
    },
    {
        "what": (
            "On a wide screen the preview is open beside the form; a click puts a citation into the body (newsroom.js)."
        ),
        "why": "Writers see what readers will see.",
        "since": "7.4",
        "issue": "none found",
        "originals": (
            "wagtail/admin/static#wagtail:side-panel-open",
            "wagtail/admin/static#rootBlock",
            "wagtail/admin/static#w-autosave:success",
        ),
    },
]
