"""Addresses as readers reach them."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import iri_to_uri


def make_absolute(address: str) -> str:
    """An address of this site, `/don-vi/`, with scheme and host, letters beyond ASCII escaped: `https://cchc.example.gov.vn/don-vi/`."""
    return iri_to_uri(urljoin(f"{settings.SITE_URL}/", address))
