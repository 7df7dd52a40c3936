"""Redirects from the old address of an object that is not a page, when an editor's change gives it a new one.

Apps register their models, and for models with drafts a function that returns the earlier addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import models

from foundations.old_portals.redirects import add_redirect

# Returns the earlier addresses of a published object that no other object has now.
GetEarlier = Callable[[models.Model], Iterable[str]]
_addressed: dict[type[models.Model], GetEarlier | None] = {}


def register_model(model: type[models.Model], get_earlier: GetEarlier | None = None) -> None:
    """For `AppConfig.ready`: redirects changed addresses of a model with `get_absolute_url`."""
    _addressed[model] = get_earlier


def store_earlier_address(request, instance) -> None:
    """Hook before an edit: keeps the present address on the request."""
    if type(instance) in _addressed:
        stored = type(instance).objects.filter(pk=instance.pk).first()
        request.address_before = stored.get_absolute_url() if stored else None


def add_redirect_on_change(request, instance) -> None:
    """Hook after an edit: adds a redirect if the address has changed."""
    before = getattr(request, "address_before", None)
    if before and type(instance) in _addressed:
        after = type(instance).objects.get(pk=instance.pk).get_absolute_url()
        if after != before:
            add_redirect(before, after)


def add_redirects_on_publish(sender, instance, **_kwargs) -> None:
    """Receives Wagtail's `published`: redirects addresses that were changed in a draft."""
    if get_earlier := _addressed.get(type(instance)):
        for address in get_earlier(instance):
            add_redirect(address, instance.get_absolute_url())
