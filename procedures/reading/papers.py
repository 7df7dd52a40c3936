"""Papers of records whose dossier comes as rows."""

from __future__ import annotations

import re
from typing import Any

from procedures.reading import values

QUANTITY = re.compile(r"Bản chính:\s*(\d+)\D+Bản sao:\s*(\d+)")


def make_paper(name: Any, quantity: Any, form_name: str, form_url: str = "") -> dict[str, Any]:
    """A paper; `quantity` is text such as "Bản chính: 1 - Bản sao: 0", in which other words belong to the name."""
    written = values.parse_text(quantity)
    counted = QUANTITY.search(written)
    rest = values.parse_text(QUANTITY.sub("", written, count=1)).strip(" -;")
    name = values.parse_text(name).lstrip("-+*• ")
    return {
        "name": "\n".join(filter(None, [name, rest])) or form_name,
        "originals": int(counted[1]) if counted else None,
        "copies": int(counted[2]) if counted else None,
        "form_name": form_name,
        "form_url": form_url,
    }


def make_case(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The only case, which has no name; none without papers."""
    papers = [paper for paper in papers if paper["name"]]
    return [{"name": "", "items": papers}] if papers else []
