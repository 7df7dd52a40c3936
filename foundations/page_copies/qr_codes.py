"""Addresses as QR codes, drawn on the server."""

from io import BytesIO

import segno


def qr_svg(address: str) -> bytes:
    """A QR code as SVG, with the quiet zone around it that readers of codes need."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, omitsize=True, light="#fff")
    return drawn.getvalue()
