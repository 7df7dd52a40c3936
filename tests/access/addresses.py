"""Every address of the editors' interface, as the resolver knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver

PREFIX = "quan-tri/"
# Bulk actions leave out what one may not touch, so their address answers everybody. The others are no screens: what the
# browser loads for the interface, the page for everything unknown, pages to try errors, signing in, and where
# whoever holds an invitation chooses a password.
PASSED_OVER = re.compile(
    r"bulk/|sprite/|jsi18n/|test404/|failwhale/|\^\.\*/\$|password_reset|login/|logout/|nhan-loi-moi/"
)


class Address(NamedTuple):
    """A pattern of addresses as in urls.py, its name with namespaces, its parameters, the model it is about."""

    pattern: str
    name: str
    parameters: tuple[str, ...]
    model: type | None


def addresses() -> Iterator[Address]:
    for pattern, namespace, leaf in walk(get_resolver()):
        if pattern.startswith(PREFIX) and leaf.name and not PASSED_OVER.search(pattern.removeprefix(PREFIX)):
            parameters = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
            shown = re.sub(r"\?P<\w+>", "", pattern)  # groups have names in some releases, in others none
            yield Address(shown, f"{namespace}{leaf.name}", tuple(parameters), model_of(leaf.callback))


def walk(resolver, prefix="", namespace="") -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield whole.replace("^", "").removesuffix("$"), namespace, entry
        else:
            yield from walk(entry, whole, namespace + (f"{entry.namespace}:" if entry.namespace else ""))


def model_of(callback) -> type | None:
    """The model that a view of Wagtail's is made for."""
    view_class = getattr(callback, "view_class", None)
    return getattr(callback, "view_initkwargs", {}).get("model") or getattr(view_class, "model", None)
