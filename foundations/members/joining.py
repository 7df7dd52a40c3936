"""What a unit needs before somebody joins it: the apps above register it."""

from __future__ import annotations

from collections.abc import Callable

from foundations.units.models import Unit

_makers: list[Callable[[Unit], object]] = []


def register_maker(maker: Callable[[Unit], object]) -> None:
    """For `AppConfig.ready`: `maker` is called with each unit that somebody joins, and must be safe to repeat."""
    if maker not in _makers:
        _makers.append(maker)


def prepare_unit(unit: Unit) -> None:
    """Calls all registered makers with the unit."""
    for maker in _makers:
        maker(unit)
