"""A device in words, from what its browser says of itself. Only names that people know; the rest stays unsaid."""

from __future__ import annotations

# In this order: most browsers also name those whose pages they want to be given.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Macintosh": "macOS",
    "Linux": "Linux",
}


def device_of(agent: str) -> tuple[str, str]:
    """Names of the browser and of its system; empty where they are none of the known."""
    return first_named(agent, BROWSERS), first_named(agent, SYSTEMS)


def first_named(agent: str, names: dict[str, str]) -> str:
    return next((name for mark, name in names.items() if mark in agent), "")
