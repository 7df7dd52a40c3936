"""What the home page shows of rankings."""

from __future__ import annotations

from rankings.addresses import get_addresses
from rankings.pages import RankingPage


def build_home_context(number: int, request) -> dict:
    """The latest edition of each index, newest first, at most `number`, and the address of all rankings."""
    found = list(RankingPage.objects.readable().latest_of_each_index().select_related("index")[:number])
    return {"rankings": found, "rankings_address": get_addresses(found[0], request)["hub_address"] if found else ""}
