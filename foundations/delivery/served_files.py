"""Documents and scaled pictures: who may keep a copy, whether a reader's copy is good still, parts of a file.

Django's FileResponse knows no parts. A browser asks for one to show a page of a long PDF, a download manager to go on
where it was cut off (RFC 9110, section 14).
"""

from __future__ import annotations

import re
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.views.static import serve as serve_file
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as serve_document
from whitenoise.responders import SlicedFile

from foundations.delivery.public_pages import PRIVATE, PUBLIC, SHARED

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
NO_TAG = '""'  # Wagtail's of a document that came without its form, and has no hash
MAX_DIGITS = 18  # of a place in a file


def conditional_and_in_parts(view):
    """A view that answers with a file, with the conditions and the range of the request looked at here."""

    @wraps(view)
    def answering(request, *args, **kwargs):
        # The views of Django and Wagtail look at the date also where a tag is given, which is to decide alone.
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        response = view(request, *args, **kwargs)
        request.META.update(conditions)
        return with_conditions(request, response) if isinstance(response, FileResponse) else response

    return answering


def with_conditions(request: HttpRequest, response: FileResponse) -> HttpResponse:
    """304 for a reader who has the file, the part that was asked for, or the whole."""
    modified = parse_http_date_safe(response.headers["Last-Modified"])
    size = int(response.headers["Content-Length"])
    if response.headers.get("ETag", NO_TAG) == NO_TAG:
        response.headers["ETag"] = f'"{modified:x}-{size:x}"'
    etag = response.headers["ETag"]
    response.headers["Accept-Ranges"] = "bytes"
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if answer is not response:
        response.file_to_stream.close()
        return answer
    if request.method == "HEAD":
        response.file_to_stream.close()
        return HttpResponse(headers=response.headers)
    wanted = request.headers.get("Range", "")
    if not wanted or not is_of_this_file(request.headers.get("If-Range"), response):
        return response
    return part_of(response, wanted, size)


def is_of_this_file(condition: str | None, response: HttpResponse) -> bool:
    """Whether `If-Range` names the file as it is now, by its tag or by its date to the second."""
    if condition is None:
        return True
    return condition.strip() in {response.headers["ETag"], response.headers["Last-Modified"]}


def part_of(response: FileResponse, wanted: str, size: int) -> HttpResponse:
    """The one part that was asked for, 416 where the file has none of it; the whole for several parts or nonsense."""
    found = ONE_RANGE.fullmatch(wanted)
    if not found or not any(found.groups()):
        return response
    first, last = (int(digits[:MAX_DIGITS]) if digits else None for digits in found.groups())
    if first is None:
        first, last = max(size - last, 0) if last else size, size - 1
    elif last is not None and last < first:
        return response
    last = size - 1 if last is None else min(last, size - 1)
    if first >= size:
        response.file_to_stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    content_type = response.headers["Content-Type"]  # Django would guess anew, from a name that a part has not
    response.streaming_content = SlicedFile(response.file_to_stream, first, last)
    response.status_code = 206
    response.headers["Content-Type"] = content_type
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


@conditional_and_in_parts
def picture_file(request, name):
    """A scaled picture, where no web server in front serves the folder; its name changes when the picture does.

    Only scaled pictures are public: originals may hold the place where they were taken, documents go through Wagtail.
    """
    response = serve_file(request, name, document_root=Path(settings.MEDIA_ROOT) / "images")
    # A browser may keep what it shows to its one reader; others ask again, as a picture may be deleted.
    response.headers["Cache-Control"] = f"public, max-age=31536000, immutable, {SHARED}"
    return response


@conditional_and_in_parts
def document_file(request, document_id, document_filename):
    """A document as Wagtail serves it: the file, or the way in where only some may read it, which nobody may keep."""
    response = serve_document(request, document_id, document_filename)
    response.headers["Cache-Control"] = PUBLIC if is_for_everybody(document_id) else PRIVATE
    return response


def is_for_everybody(document_id: str) -> bool:
    """Whether no restriction lies on the collection of a document."""
    document = get_document_model().objects.select_related("collection").get(pk=document_id)
    return not document.collection.get_view_restrictions().exists()
