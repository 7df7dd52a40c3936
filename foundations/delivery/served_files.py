"""Documents and scaled pictures: cache headers, conditional requests, ranges.

Django's FileResponse does not support ranges. Browsers ask for them to show a page of a long PDF, download managers to
resume (RFC 9110, section 14).
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

from foundations.delivery.public_pages import PRIVATE_CACHING, PUBLIC_CACHING, SHARED_CACHING

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
CONDITION_HEADERS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
EMPTY_TAG = '""'  # what Wagtail sends for a document without a hash
MAX_DIGITS = 18  # of a place in a file


def support_conditions_and_ranges(view):
    """Decorator of a view that serves a file: handles conditions and ranges of the request."""

    @wraps(view)
    def serve(request, *args, **kwargs):
        # Hidden from the views: those of Django and Wagtail look at the date even if there is an ETag, which decides.
        conditions = {name: request.META.pop(name) for name in CONDITION_HEADERS if name in request.META}
        response = view(request, *args, **kwargs)
        request.META.update(conditions)
        return apply_conditions(request, response) if isinstance(response, FileResponse) else response

    return serve


def apply_conditions(request: HttpRequest, response: FileResponse) -> HttpResponse:
    """304 if the reader has the file, the range that was asked for, or the whole file."""
    modified = parse_http_date_safe(response.headers["Last-Modified"])
    size = int(response.headers["Content-Length"])
    if response.headers.get("ETag", EMPTY_TAG) == EMPTY_TAG:
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
    return make_part(response, wanted, size)


def is_of_this_file(condition: str | None, response: HttpResponse) -> bool:
    """Whether `If-Range` (ETag or date) matches the file; None matches."""
    if condition is None:
        return True
    return condition.strip() in {response.headers["ETag"], response.headers["Last-Modified"]}


def make_part(response: FileResponse, wanted: str, size: int) -> HttpResponse:
    """206 with the range, 416 if it lies outside the file; the whole file for several ranges or a malformed header."""
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
    content_type = response.headers["Content-Type"]  # Django would guess it again, from a name that the slice lacks
    response.streaming_content = SlicedFile(response.file_to_stream, first, last)
    response.status_code = 206
    response.headers["Content-Type"] = content_type
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


@support_conditions_and_ranges
def serve_picture(request, name):
    """A scaled picture, if no web server in front serves the folder. Its name changes whenever the picture does.

    Only scaled pictures are public: originals may hold a GPS position, documents go through Wagtail.
    """
    response = serve_file(request, name, document_root=Path(settings.MEDIA_ROOT) / "images")
    # Browsers may keep it for a year; shared caches must revalidate, as a picture may be deleted.
    response.headers["Cache-Control"] = f"public, max-age=31536000, immutable, {SHARED_CACHING}"
    return response


@support_conditions_and_ranges
def serve_public_document(request, document_id, document_filename):
    """A document as Wagtail serves it: the file, or for a private collection its login or password page."""
    response = serve_document(request, document_id, document_filename)
    response.headers["Cache-Control"] = PUBLIC_CACHING if is_for_everybody(document_id) else PRIVATE_CACHING
    return response


def is_for_everybody(document_id: str) -> bool:
    """Whether the document's collection has no view restriction."""
    document = get_document_model().objects.select_related("collection").get(pk=document_id)
    return not document.collection.get_view_restrictions().exists()
