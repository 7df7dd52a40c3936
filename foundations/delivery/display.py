"""How a reader wants pages shown: text size, contrast, spacing, links, measure.

With script the choice stays in the reader's browser and the page is the same bytes for everybody. Without script a
plain form sets a cookie that names the choice and nothing else, and the server writes it into the `<html>` element.
`static/site_project/display.js` knows the same scales and steps; a browser test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 3600  # seconds

# Each scale in order, the value of an untouched page among them.
SCALES = {
    "text-size": ["small", "normal", "large", "larger", "largest"],
    "contrast": ["lower", "normal", "higher", "black-on-white", "yellow-on-black"],
    "spacing": ["normal", "wide"],
    "links": ["normal", "underlined"],
    "measure": ["normal", "narrow"],
}
NORMAL = "normal"
WORDS = {
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
        """The choice that a cookie writes as `text-size:large|contrast:higher`; what is unknown counts as normal."""
        written = dict(part.split(":", 1) for part in text[:200].split("|") if ":" in part)
        return cls(
            {scale: written.get(scale) if written.get(scale) in steps else NORMAL for scale, steps in SCALES.items()}
        )

    @classmethod
    def of(cls, request: HttpRequest) -> Display:
        return cls.parse(request.COOKIES.get(COOKIE, ""))

    def changed(self, change: str) -> Display:
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
        return ", ".join(str(WORDS[f"{scale}:{value}"]) for scale, value in self.chosen)

    def __str__(self):
        return "|".join(f"{scale}:{value}" for scale, value in self.chosen)
