"""Accounts as they differ from Wagtail's. Declared by `apps.py`; the whole list: `editors_interface/differences.py`."""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "Accounts are invited, listed with their roles and put out of use; none is deleted, no role is given "
            "in their form."
        ),
        "why": "What somebody wrote keeps its author, and roles belong to units and have dates.",
        "since": "7.4",
        "issue": "none needed: Wagtail documents this way of adapting it",
        "originals": (
            "wagtail.users.apps:WagtailUsersAppConfig",
            "wagtail.users.views.users:UserViewSet",
            "wagtail.users.views.users:IndexView",
            "wagtail.users.views.users:CreateView",
            "wagtail.users.views.users:UserFilterSet",
            "wagtail.users.forms:UserEditForm",
            "wagtail/admin/templates/wagtailadmin/generic/edit.html",
            "wagtail/admin/templates/wagtailadmin/generic/index.html",
        ),
    },
    {
        "what": "Who is no superuser neither sees nor changes those who are, nor makes one.",
        "why": "Wagtail lets everybody who may change accounts do so.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/14100",
        "originals": (
            "wagtail.users.views.users:EditView",
            "wagtail.users.views.users:HistoryView",
        ),
    },
    {
        "what": "An e-mail address belongs to one account, also where one changes one's own.",
        "why": "Wagtail allows it twice. The form of one's own account is replaced, as there is no setting for it.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/11919",
        "originals": (
            "wagtail.admin.views.account:NameEmailSettingsPanel",
            "wagtail.admin.forms.account:NameEmailForm",
        ),
    },
]
