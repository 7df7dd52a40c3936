"""Addresses as QR codes, drawn on the server."""

from io import BytesIO

import segno


def render_qr_code(address: str) -> bytes:
    """A QR code as SVG, with the quiet zone that scanners need."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, omitsize=True, light="#fff")
    return drawn.getvalue()
