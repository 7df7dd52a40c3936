"""Addresses of pages below one parent."""

from wagtail.models import Page


def free_slug(slug: str, parent: Page) -> str:
    """`slug`, or the same with the first free number after it, among the children of `parent`."""
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
