"""Continues with the page or snippet that an autosave has created if its answer was lost.

The form does not know that the object exists and posts to the address for new ones. Without this there would be two
articles, or a procedure whose code is refused because it exists.
"""

from __future__ import annotations

import json
from datetime import timedelta

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Revision

from foundations.editing.conflicts import MAX_KEY_LENGTH

MAX_FORM_AGE = timedelta(days=2)  # how long a form may stay open after its first words were stored


def find_made_by_form(request, model):
    """The object of `model` that this request's form has already created; None if there is none."""
    key = (request.POST.get("form_key") or "")[:MAX_KEY_LENGTH]
    if not key:
        return None
    revision = Revision.objects.filter(
        user=request.user,
        content_type=ContentType.objects.get_for_model(model),
        created_at__gte=timezone.now() - MAX_FORM_AGE,
        content__form_key=key,
    ).first()
    return revision.content_object if revision else None


def continue_page(request, _parent, page_class):
    """Hook before creating a page: passes a repeated autosave on to the page's edit view."""
    if request.method != "POST" or (page := find_made_by_form(request, page_class)) is None:
        return None
    answer = EditView.as_view()(request, page_id=page.pk)
    return add_address(answer, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def continue_record(request, model):
    """Hook before creating a snippet: passes a repeated autosave on to its edit view."""
    if request.method != "POST" or (record := find_made_by_form(request, model)) is None:
        return None
    viewset = model.snippet_viewset
    answer = viewset.edit_view(request, pk=quote(record.pk))
    return add_address(answer, reverse(viewset.get_url_name("edit"), args=[quote(record.pk)]))


def add_address(answer: HttpResponse, address: str) -> HttpResponse:
    """Adds to an autosave's answer the address for further saves, as in Wagtail's answer to the first one."""
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("application/json"):
        return answer
    data = json.loads(answer.content)
    data |= {"url": address, "hydrate_url": set_query_params(address, {"_w_hydrate_create_view": "1"})}
    answer.content = json.dumps(data)
    return answer
