"""Middleware for the editors' views that compare versions."""

from __future__ import annotations

from django.apps import apps
from django.contrib.admin.utils import unquote

from foundations.editing.conflicts import OvertakenError, find_conflict, get_newest_revision, parse_seen_version

PING_VIEW = "wagtailadmin_editing_sessions:ping"


class EditingMiddleware:
    """Comes after the authentication middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _arguments, named):
        if request.method == "POST" and request.resolver_match.view_name == PING_VIEW:
            update_ping(request, named)

    def process_exception(self, request, exception):
        """After OvertakenError calls the view again: it finds the other version and shows the form with its texts."""
        if not isinstance(exception, OvertakenError):
            return None
        match = request.resolver_match
        return match.func(request, *match.args, **match.kwargs)


def update_ping(request, named) -> None:
    """Updates the version in a ping, so that the form's own revisions and an unchanged text are not reported."""
    try:
        model = apps.get_model(named["app_label"], named["model_name"])
    except LookupError:
        return  # the view answers
    thing = model._base_manager.filter(pk=unquote(named["object_id"])).first()
    thing = getattr(thing, "specific", thing)
    newest = get_newest_revision(thing) if thing else None
    if newest is None:
        return
    data = request.POST.copy()
    loaded = {name: data.get(name, "") for name in ("form_key", "opened_state")}
    loaded |= {"loaded_revision_id": data.get("revision_id", ""), "form_number": ""}
    loaded["loaded_revision_created_at"] = data.get("revision_created_at", "")
    if find_conflict(thing, parse_seen_version(loaded, request.user)):
        return
    data["revision_id"], data["revision_created_at"] = str(newest.pk), newest.created_at.isoformat()
    request.POST = data
