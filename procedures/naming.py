"""What a procedure is called, for apps that know only its code."""

from __future__ import annotations

from procedures.models import Procedure


def name_of_code(code: str) -> str:
    """The name of the live procedure of that code; empty where there is none."""
    return Procedure.objects.live().filter(code=code).values_list("name", flat=True).first() or ""
