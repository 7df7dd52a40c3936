"""What other things rest on is not deleted: the editor is told by what it is held, where Django would fail."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

MAX_NAMED = 3  # of those that hold it


class ProtectedDeletionMiddleware:
    """In the editors' interface alone. Wagtail asks its index of references first, which knows nothing of imports."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ProtectedError) or not request.path.startswith(self.prefix):
            return None
        messages.error(request, describe_holders(exception.protected_objects))
        return redirect(request.path)


def describe_holders(holders) -> str:
    """Names the first of the things that hold what was to be deleted."""
    names = sorted(f"“{holder}”" for holder in holders)
    shown = ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
    words = ngettext(
        "Chưa xóa được: còn %(count)s nội dung dùng đến: %(names)s.",
        "Chưa xóa được: còn %(count)s nội dung dùng đến: %(names)s.",
        len(names),
    )
    return words % {"count": len(names), "names": shown}
