"""Where a procedure stood before: its address holds its code, which a draft may change."""

from __future__ import annotations

from procedures.models import Procedure


def get_earlier_addresses(procedure: Procedure) -> list[str]:
    """The addresses of its codes of before that no other procedure has taken."""
    codes = {revision.content.get("code") for revision in procedure.revisions.only("content")} - {None, procedure.code}
    taken = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
    return [Procedure(code=code).get_absolute_url() for code in codes - taken]
