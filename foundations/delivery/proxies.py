"""The reader's address behind a proxy: without it, all readers would share one rate limit."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings


class ReaderAddressMiddleware:
    """Sets REMOTE_ADDR to the address that trusted proxies (BELIEVED_PROXIES) name in X-Forwarded-For."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.believed = set(settings.BELIEVED_PROXIES)

    def __call__(self, request):
        chain = [request.META.get("REMOTE_ADDR", "")]
        chain[:0] = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        request.META["REMOTE_ADDR"] = self.find_reader_address([address.strip() for address in chain])
        return self.get_response(request)

    def find_reader_address(self, chain: list[str]) -> str:
        """The last address of `chain` that is not a trusted proxy; addresses before it may be forged.

        A proxy that connects through a Unix socket has no address and is trusted.
        """
        peer = chain.pop()
        while chain and (not peer or "*" in self.believed or peer in self.believed) and is_address(chain[-1]):
            peer = chain.pop()
        return peer


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
