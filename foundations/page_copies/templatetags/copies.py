"""`{% take_away page %}`: links to save and to share a page."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, urlencode

from django import template

from foundations.page_copies.pdf_files import can_make_pdf

register = template.Library()


@register.inclusion_tag("page_copies/take_away.html")
def take_away(page):
    """Links to the copies of `page`, its address, and links to share it. Empty in previews of drafts."""
    if not page.live:
        return {}
    address = page.full_url
    return {
        "address": address,
        "own": page.url,
        "makes_pdf": can_make_pdf(),
        "facebook": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        "zalo": make_zalo_address(address),
        "mail": f"mailto:?subject={quote(page.title)}&body={quote(address)}",
    }


def make_zalo_address(address: str) -> str:
    """The page that Zalo's share button opens; it takes the address as JSON in base64."""
    data = base64.b64encode(json.dumps({"url": address}, separators=(",", ":")).encode()).decode()
    known = {"layout": 1, "color": "blue", "customize": "false", "d": quote(data, safe=""), "shareType": 0}
    return f"https://button-share.zalo.me/share_external?{urlencode(known)}"
