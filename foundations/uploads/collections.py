"""The collections of units."""

from __future__ import annotations

from wagtail.models import Collection

from foundations.units.models import Unit


def get_collection(unit: Unit) -> Collection:
    """The collection for the unit's pictures and files, created on first use."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=unit.name).first() or root.add_child(name=unit.name)
