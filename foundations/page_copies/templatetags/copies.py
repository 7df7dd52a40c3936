"""`{% take_away page %}`: the ways to keep a page and to pass it on, as plain links."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, urlencode

from django import template

from foundations.page_copies.pdf_files import makes_pdf

register = template.Library()


@register.inclusion_tag("page_copies/take_away.html")
def take_away(page):
    """Links to the copies of `page`, its address to copy, and links that pass it on. Nothing in previews of drafts."""
    if not page.live:
        return {}
    address = page.full_url
    return {
        "address": address,
        "own": page.url,
        "makes_pdf": makes_pdf(),
        "facebook": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        "zalo": zalo_address(address),
        "mail": f"mailto:?subject={quote(page.title)}&body={quote(address)}",
    }


def zalo_address(address: str) -> str:
    """Zalo's own page for sharing, the one that the buttons of its script open: the address as JSON in base64."""
    data = base64.b64encode(json.dumps({"url": address}, separators=(",", ":")).encode()).decode()
    known = {"layout": 1, "color": "blue", "customize": "false", "d": quote(data, safe=""), "shareType": 0}
    return f"https://button-share.zalo.me/share_external?{urlencode(known)}"
