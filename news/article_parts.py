"""Parts that other apps add to the article page; each registers its own in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ArticlePart:
    """A template included below the article; the dict from `get_context(request, article)` is its context."""

    template: str
    head_template: str  # included in <head>
    get_context: Callable[[object, object], dict]


_parts: list[ArticlePart] = []


def register(part: ArticlePart) -> None:
    """Adds a part to every article page. Call it in `AppConfig.ready`."""
    if part not in _parts:
        _parts.append(part)


def build_parts_context(request, article) -> dict:
    """Context with the registered `parts` and what their templates need."""
    context = {"parts": list(_parts)}
    for part in _parts:
        context |= part.get_context(request, article)
    return context
