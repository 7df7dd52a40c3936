"""Addresses of pages below one parent."""

from wagtail.models import Page

SLUG_LENGTH = Page._meta.get_field("slug").max_length


def free_slug(slug: str, parent: Page) -> str:
    """`slug`, or the same with the first free number after it, among the children of `parent`."""
    beginning = slug[: SLUG_LENGTH - len("-99999")]
    taken = set(parent.get_children().filter(slug__startswith=beginning).values_list("slug", flat=True))
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = slug[: SLUG_LENGTH - len(ending)] + ending
    return candidate
