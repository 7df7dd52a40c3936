"""A story of a Word file (main text, footnotes …): its tree and relationships."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from news.word_files.losses import Losses
from news.word_files.packages import Package, Relationship
from news.word_files.xml import R, W, find_parents


@dataclass
class Targets:
    """Pictures and links of all stories, with ids that are unique across them."""

    pictures: dict[str, str] = field(default_factory=dict)  # id by the name of the part
    links: dict[str, str] = field(default_factory=dict)  # id by the address

    def add_picture(self, part: str) -> str:
        return self.pictures.setdefault(part, f"picture{len(self.pictures)}")

    def add_link(self, address: str) -> str:
        return self.links.setdefault(address, f"link{len(self.links)}")


@dataclass
class Story:
    """One tree of the package, with what is needed to read it."""

    package: Package
    root: Element
    related: dict[str, Relationship]
    targets: Targets
    losses: Losses

    def find_picture(self, key: str) -> str:
        """The part of an embedded picture; empty if it is only linked, or missing."""
        related = self.related.get(key)
        is_here = related and not related.is_external and self.package.has(related.target)
        return related.target if is_here else ""

    def parse_related(self, key: str) -> Element | None:
        related = self.related.get(key)
        return self.package.parse(related.target) if related and not related.is_external else None


def rename_links(story: Story) -> None:
    """Gives links the ids of `Targets`; replaces broken links by their text."""
    for link in story.root.iter(f"{W}hyperlink"):
        key = link.attrib.pop(f"{R}id", "")
        related = story.related.get(key)
        if related and related.is_external and related.target:
            link.set(f"{R}id", story.targets.add_link(related.target))


def remove_lost_references(story: Story, known: dict[str, set[str]]) -> None:
    """Removes references to comments and to missing notes; `known` are ids by kind of note."""
    parents = find_parents(story.root)
    for kind, ids in known.items():
        for reference in list(story.root.iter(f"{W}{kind}Reference")):
            if reference.get(f"{W}id") not in ids:
                parents[reference].remove(reference)
