"""Updates the seen version of sent forms if only their own or unchanged texts were stored meanwhile."""

from __future__ import annotations

from django.http import JsonResponse

from foundations.editing.conflicts import (
    describe_conflict,
    find_conflict,
    get_newest_revision,
    is_newest,
    is_written_by,
    parse_seen_version,
)


def update_seen_version(request, thing) -> JsonResponse | None:
    """Sets the newest revision in a form's data if there is no conflict; called before Wagtail's view.

    Returns the refusal of an autosave if there is a conflict; an ordinary form refuses itself and keeps its texts.
    """
    seen = parse_seen_version(request.POST, request.user)
    newest = get_newest_revision(thing)
    if newest is None or (seen.is_unknown and not seen.form_key):
        return None
    is_autosave = not request.accepts("text/html")
    if conflict := find_conflict(thing, seen):
        return refuse_autosave(describe_conflict(conflict)) if is_autosave else None
    goes_over = is_autosave and (is_written_by(newest, seen) or (seen.own_revision_id and is_newest(newest, seen)))
    data = request.POST.copy()
    data.pop("overwrite_revision_id", None)
    if goes_over:
        data["overwrite_revision_id"] = str(newest.pk)
    data["loaded_revision_id"] = str(newest.pk)
    data["loaded_revision_created_at"] = newest.created_at.isoformat()
    request.POST = data
    return None


def refuse_autosave(message: str) -> JsonResponse:
    """Wagtail's answer to a conflict; its script then stops the autosave and shows the message."""
    answer = {"success": False, "error_code": "invalid_revision", "error_message": message}
    return JsonResponse(answer, status=400)
