"""Absolute addresses of this site."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import iri_to_uri


def make_absolute(address: str) -> str:
    """`/don-vi/` -> `https://cchc.example.gov.vn/don-vi/`; letters beyond ASCII are percent-encoded."""
    return iri_to_uri(urljoin(f"{settings.SITE_URL}/", address))
