"""What apps above add to the page of an article: each registers its part in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ArticlePart:
    """A part below the text of an article. `get_context(request, article)` is added to the context of the page."""

    template: str
    head_template: str  # what the part wants in the head of the page
    get_context: Callable[[object, object], dict]


_parts: list[ArticlePart] = []


def register(part: ArticlePart) -> None:
    """For `AppConfig.ready`."""
    if part not in _parts:
        _parts.append(part)


def build_parts_context(request, article) -> dict:
    """The registered `parts`, and what their templates need."""
    context = {"parts": list(_parts)}
    for part in _parts:
        context |= part.get_context(request, article)
    return context
