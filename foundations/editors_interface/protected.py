"""Tells editors why an object cannot be deleted, instead of the error 500 of Django's ProtectedError."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

MAX_NAMED = 3  # of the objects that refer to it


class ProtectedDeletionMiddleware:
    """Only in the editors' interface. (Wagtail itself checks its reference index, which lacks imported rows.)"""

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
    """A message that names the first objects that refer to the one to be deleted."""
    names = sorted(f"“{holder}”" for holder in holders)
    shown = ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
    words = ngettext(
        "Chưa xóa được: còn %(count)s nội dung dùng đến: %(names)s.",
        "Chưa xóa được: còn %(count)s nội dung dùng đến: %(names)s.",
        len(names),
    )
    return words % {"count": len(names), "names": shown}
