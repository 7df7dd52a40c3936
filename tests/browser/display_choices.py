"""Choosing on the display toolbar of a page that is open, so that one visit shows the page in every mode."""

from __future__ import annotations

import json

from foundations.delivery.display import NORMAL, SCALES

# Pages of their own without the toolbar: the poster knows a choice made elsewhere, the embedded table knows none.
WITHOUT_TOOLBAR = {"Bản niêm yết", "Bản nhúng"}
WITHOUT_CHOICE = {"Bản nhúng"}

PRESS = """(presses) => {
    const form = document.querySelector('form[data-display]');
    for (const value of presses) form.requestSubmit(form.querySelector(`button[value="${value}"]`));
}"""


def find_presses(choice: dict[str, str]) -> list[str]:
    """The buttons that lead from any choice to this one."""
    presses = ["reset"]
    for scale, value in choice.items():
        steps = SCALES[scale]
        far = steps.index(value) - steps.index(NORMAL)
        if len(steps) == 2:
            presses += [f"{scale}:toggle"] * far
        else:
            presses += [f"{scale}:{'up' if far > 0 else 'down'}"] * abs(far)
    return presses


def choose_display(page, kind: str, choice: dict[str, str]) -> None:
    """Shows the open page as this choice asks; a page without the toolbar is loaded again, with the choice stored."""
    if kind in WITHOUT_TOOLBAR:
        page.evaluate("(choice) => localStorage.setItem('display', choice)", json.dumps(choice))
        page.reload()
    else:
        page.evaluate(PRESS, find_presses(choice))
    expected = dict.fromkeys(SCALES, NORMAL) | ({} if kind in WITHOUT_CHOICE else choice)
    assert get_display(page) == expected


def get_display(page) -> dict[str, str]:
    """What the open page is shown with, by scale."""
    return page.evaluate(
        """scales => Object.fromEntries(scales.map(
            scale => [scale, document.documentElement.getAttribute(`data-${scale}`) ?? "normal"]))""",
        list(SCALES),
    )
