"""Saving as it differs from Wagtail's: nobody loses words, nobody writes over another's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "A form that shows an older version is refused on saving, with who changed which fields; sent once "
            "more, it wins."
        ),
        "why": (
            "Wagtail lets the second ordinary save win without a word, and where it warns, it takes one's own "
            "autosave for another's."
        ),
        "since": "7.3",
        "issue": "https://github.com/wagtail/wagtail/issues/2565",
        "originals": (
            "wagtail.admin.views.generic.mixins:CreateEditViewOptionalFeaturesMixin",
            "wagtail.admin.views.pages.edit:EditView",
            "wagtail.admin.views.editing_sessions:ping",
            "wagtail.admin.forms.models:WagtailAdminModelForm",
            "wagtail.models.revisions:RevisionMixin.save_revision",
            "wagtail.models.pages:Page.save_revision",
        ),
    },
    {
        "what": (
            "Autosaves and saves of a form leave one after the other; one whose answer was lost is gone on with "
            "(saving.js)."
        ),
        "why": "Two at once go over each other; and the form of a new page whose answer was lost makes the page again.",
        "since": "7.3",
        "issue": "https://github.com/wagtail/wagtail/pull/13749",
        "originals": (
            "wagtail/admin/static/wagtailadmin/js/core.js",
            "wagtail/admin/static#loaded_revision_id",
            "wagtail/admin/static#w-messages:add",
            "wagtail/admin/static#w-progress-loading-value",
            "wagtail.admin.views.pages.create:CreateView",
            "wagtail.snippets.views.snippets:EditView",
        ),
    },
    {
        "what": (
            "A date of expiry that has passed keeps nobody from saving a draft; what is sent in or published loses it."
        ),
        "why": "Wagtail leaves the date after it has run, and then refuses every save because of it.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/13896",
        "originals": (
            "wagtail.admin.forms.models:WagtailAdminDraftStateFormMixin",
            "wagtail.actions.publish_revision:PublishRevisionAction",
        ),
    },
]
