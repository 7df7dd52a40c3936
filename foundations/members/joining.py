"""What is made ready for whoever joins a unit: the apps above say how."""

from __future__ import annotations

from collections.abc import Callable

from foundations.units.models import Unit

_makers: list[Callable[[Unit], object]] = []


def register(maker: Callable[[Unit], object]) -> None:
    """For `AppConfig.ready`: calls `maker` with the unit that somebody joins. It must be safe to repeat."""
    if maker not in _makers:
        _makers.append(maker)


def make_room(unit: Unit) -> None:
    """Makes ready what the members of a unit need."""
    for maker in _makers:
        maker(unit)
