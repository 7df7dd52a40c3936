"""A reader's display settings: text size, contrast, spacing, links, measure.

With JavaScript the choice stays in the browser and the page is the same bytes for everybody. Without it a plain form
sets a cookie with nothing but the choice, and the server writes it into the `<html>` element.
`static/site_project/display.js` knows the same scales and steps; a browser test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

DISPLAY_COOKIE = "display"
COOKIE_SECONDS = 365 * 24 * 3600  # seconds

# The steps of each scale in order; NORMAL is the default.
SCALES = {
    "text-size": ["small", "normal", "large", "larger", "largest"],
    "contrast": ["lower", "normal", "higher", "black-on-white", "yellow-on-black"],
    "spacing": ["normal", "wide"],
    "links": ["normal", "underlined"],
    "measure": ["normal", "narrow"],
}
NORMAL = "normal"
CHOICE_LABELS = {
    "text-size:small": _("Cỡ chữ 87,5 %"),
    "text-size:normal": _("Cỡ chữ mặc định"),
    "text-size:large": _("Cỡ chữ 125 %"),
    "text-size:larger": _("Cỡ chữ 150 %"),
    "text-size:largest": _("Cỡ chữ 200 %"),
    "contrast:lower": _("Tương phản dịu"),
    "contrast:normal": _("Tương phản mặc định"),
    "contrast:higher": _("Tương phản cao"),
    "contrast:black-on-white": _("Chữ đen trên nền trắng"),
    "contrast:yellow-on-black": _("Chữ vàng trên nền đen"),
    "spacing:normal": _("Khoảng cách chữ mặc định"),
    "spacing:wide": _("Giãn chữ, giãn dòng"),
    "links:normal": _("Liên kết hiển thị mặc định"),
    "links:underlined": _("Gạch chân mọi liên kết"),
    "measure:normal": _("Bề rộng cột chữ mặc định"),
    "measure:narrow": _("Cột chữ hẹp, dễ đọc"),
}


@dataclass(frozen=True)
class Display:
    """A choice on each scale."""

    choices: dict[str, str]

    @classmethod
    def parse(cls, text: str) -> Display:
        """Reads a cookie like `text-size:large|contrast:higher`; unknown values count as normal."""
        written = dict(part.split(":", 1) for part in text[:200].split("|") if ":" in part)
        return cls(
            {scale: written.get(scale) if written.get(scale) in steps else NORMAL for scale, steps in SCALES.items()}
        )

    @classmethod
    def from_request(cls, request: HttpRequest) -> Display:
        """The choice in the request's cookie."""
        return cls.parse(request.COOKIES.get(DISPLAY_COOKIE, ""))

    def apply_change(self, change: str) -> Display:
        """The choice after `text-size:up`, `contrast:down`, `links:toggle`, `text-size:normal` or `reset`."""
        if change == "reset":
            return Display.parse("")
        scale, _colon, step = change.partition(":")
        if scale not in SCALES:
            return self
        steps, at = SCALES[scale], SCALES[scale].index(self.choices[scale])
        moved = {"up": at + 1, "down": at - 1, "toggle": 1 - at, NORMAL: steps.index(NORMAL)}.get(step, at)
        return Display({**self.choices, scale: steps[min(max(moved, 0), len(steps) - 1)]})

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The scales that are not at their normal value."""
        return [(scale, value) for scale, value in self.choices.items() if value != NORMAL]

    @property
    def words(self) -> str:
        """The choice for reading: `Cỡ chữ 125 %, Tương phản cao`; empty for an untouched page."""
        return ", ".join(str(CHOICE_LABELS[f"{scale}:{value}"]) for scale, value in self.chosen)

    def __str__(self):
        return "|".join(f"{scale}:{value}" for scale, value in self.chosen)
