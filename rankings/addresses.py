"""Addresses around an edition: what hangs on its own, and how the reader's choice is written into one."""

from __future__ import annotations

from django.utils.http import urlencode

PARAMETERS = ("sap-xep", "vung", "nhom", "tim", "don-vi", "so-dong", "mo")


def get_addresses(page, request=None) -> dict:
    """Addresses that hang on an edition's own: the page of all rankings, profiles below it, the files beside it."""
    own = page.get_url(request)
    hub = f"{own.rstrip('/').rsplit('/', 2)[0]}/"
    return {"hub_address": hub, "profiles": f"{hub}don-vi/", "file_address": own.rstrip("/")}


def build_query(parameters, without=("mo",)) -> str:
    """The reader's choice as the end of an address: what it holds of the parameters that tables know."""
    pairs = [
        (name, value)
        for name in PARAMETERS
        if name not in without
        for value in parameters.getlist(name)
        if value.strip()
    ]
    return f"?{urlencode(pairs)}" if pairs else ""
