"""One difference between our editors' interface and Wagtail's own; `differences.py` has them all."""

from __future__ import annotations

from dataclasses import dataclass

NO_ISSUE = "none found"
DOCUMENTED = "none needed: Wagtail documents this way of adapting it"


@dataclass(frozen=True)
class Difference:
    """One thing that an editor meets otherwise than in plain Wagtail.

    `since` is the release of Wagtail that brought what ours differs from, where its issues tell; else 7.4, our first.
    `issue` is an address, or words in its place. Each of `originals` is one of

    - a file of an installed package: `wagtail/admin/templates/wagtailadmin/login.html`;
    - a function, a class or what stands in one: `wagtail.admin.messages:validation_error`;
    - a word that stands in a file, or in some script or style below a folder: `wagtail/admin/static#Tooltip__button`.
    """

    what: str
    why: str
    since: str
    issue: str
    originals: tuple[str, ...]
