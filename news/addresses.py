"""Addresses of pages below one parent."""

from django.urls import get_script_prefix
from wagtail.models import Page

SLUG_LENGTH = Page._meta.get_field("slug").max_length


class DirectAddressMixin:
    """A page whose address is put together from its place in the tree, without asking the resolver of addresses.

    A page of an article shows twenty such addresses: through `reverse()` they took a tenth of its time.
    """

    def get_url_parts(self, request=None):
        """As Wagtail's, which `tests/test_addresses.py` compares it with."""
        sites = self._get_relevant_site_root_paths(request)
        if len(sites) != 1:  # none, or several that only the request can tell apart
            return super().get_url_parts(request)
        site_id, root_path, root_url, _language = sites[0]
        return site_id, root_url, get_script_prefix() + self.url_path[len(root_path) :]

    def address_of(self, url_path: str) -> str:
        """The address of another page of the same site, by its `url_path`."""
        root_path = self._get_relevant_site_root_paths()[0].root_path
        return get_script_prefix() + url_path.removeprefix(root_path)


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
