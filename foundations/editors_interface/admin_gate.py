"""Restricts addresses of the editors' interface that Wagtail opens to every signed-in user.

Wagtail checks permissions in lists and forms, but not in choosers: these show every record to every account, even
feedback cases and unmoderated comments with names. `docs/quyen-truy-cap.md` shows who may reach what.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.urls import reverse
from wagtail.admin.auth import permission_denied

SNIPPET_CHOOSER = "wagtailsnippetchoosers_"
TASK_CHOOSER = ("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen")


class AdminGateMiddleware:
    """Refuses addresses about objects that the user may not edit, before the view is called."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _arguments, named):
        if not request.path.startswith(self.prefix) or not request.user.is_authenticated:
            return None  # Wagtail sends to the form for signing in
        return None if is_open(request.user, request.resolver_match, named) else permission_denied(request)


def is_open(user, match, named) -> bool:
    """Whether a user may open the address."""
    namespace, name = match.namespace, match.url_name
    if namespace.startswith(SNIPPET_CHOOSER):
        model = namespace.removeprefix(SNIPPET_CHOOSER)
        if name == "create":
            return may_make(user, model)
        return model in get_chosen_by_writers() or may_touch(user, model)
    rule = RULES.get((namespace, name)) or RULES.get((namespace, None))
    return rule is None or rule(user, named)


@cache
def get_chosen_by_writers() -> set[str]:
    """The models that writers choose from (documents, units), declared by apps as `chosen_by_writers`."""
    return {
        f"{config.label}_{name.lower()}"
        for config in apps.get_app_configs()
        for name in getattr(config, "chosen_by_writers", [])
    }


def may_touch(user, model: str) -> bool:
    """Whether a user has any permission for a model, given as `app_model`."""
    app_label, name = model.rsplit("_", 1)
    return any(user.has_perm(f"{app_label}.{action}_{name}") for action in ("view", "add", "change", "delete"))


def may_make(user, model: str) -> bool:
    """Whether a user may create a snippet of a model, given as `app_model`, in a chooser."""
    return apps.get_model(*model.rsplit("_", 1)).snippet_viewset.permission_policy.user_has_permission(user, "add")


def may_edit(user, page_id) -> bool:
    """Whether a user may edit the page."""
    from wagtail.models import Page

    page = Page.objects.filter(pk=page_id).first()
    return page is None or page.specific.permissions_for_user(user).can_edit()


def may_touch_tasks(user, _named) -> bool:
    """Whether a user may change tasks of workflows."""
    return may_touch(user, "wagtailcore_task")


# By namespace and name of an address, or by namespace alone: whether a user may go there, with what the address names.
RULES = {
    **{("wagtailadmin_workflows", name): may_touch_tasks for name in TASK_CHOOSER},
    ("wagtailsearchpromotions", None): lambda user, _named: may_touch(user, "wagtailsearchpromotions_searchpromotion"),
    ("wagtailadmin_pages", "move_confirm"): lambda user, named: may_edit(user, named["page_to_move_id"]),
    ("wagtailadmin_pages", "confirm_workflow_cancellation"): lambda user, named: may_edit(user, named["page_id"]),
    # Lists of all units' files, which the interface itself never asks for.
    ("wagtailadmin_api:images", None): lambda user, _named: user.is_superuser,
    ("wagtailadmin_api:documents", None): lambda user, _named: user.is_superuser,
}


def register_rule(namespace: str, name: str, rule) -> None:
    """For `AppConfig.ready`: `rule(user, named)` returns whether a user may open the address."""
    RULES[namespace, name] = rule
