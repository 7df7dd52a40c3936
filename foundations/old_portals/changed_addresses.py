"""Redirects from the old address of a thing that is no page, where an editor's change gives it another.

Apps register their models. Where a draft waits for approval, the app also says at which addresses the thing stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import models

from foundations.old_portals.redirects import redirect

# A model with `get_absolute_url`, and the addresses at which a published thing of it stood before, free by now.
GetEarlier = Callable[[models.Model], Iterable[str]]
_addressed: dict[type[models.Model], GetEarlier | None] = {}


def register(model: type[models.Model], get_earlier: GetEarlier | None = None) -> None:
    """For `AppConfig.ready`."""
    _addressed[model] = get_earlier


def remember_address(request, instance) -> None:
    """Before an editor's change: where the thing stands now."""
    if type(instance) in _addressed:
        stored = type(instance).objects.filter(pk=instance.pk).first()
        request.address_before = stored.get_absolute_url() if stored else None


def lead_on(request, instance) -> None:
    """After it: a redirect where the stored address is another one."""
    before = getattr(request, "address_before", None)
    if before and type(instance) in _addressed:
        after = type(instance).objects.get(pk=instance.pk).get_absolute_url()
        if after != before:
            redirect(before, after)


def lead_on_when_published(sender, instance, **_kwargs) -> None:
    """Receiver of Wagtail's `published`: a thing whose address was changed in a draft that waited for approval."""
    if get_earlier := _addressed.get(type(instance)):
        for address in get_earlier(instance):
            redirect(address, instance.get_absolute_url())
