"""Names of browser and operating system from a User-Agent header. Only names that people know."""

from __future__ import annotations

# In this order: most browsers also claim to be another one (Edge says Chrome, Chrome says Safari).
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


def find_device(agent: str) -> tuple[str, str]:
    """Names of the browser and its system from a User-Agent header; an empty string for an unknown one."""
    return find_first_name(agent, BROWSERS), find_first_name(agent, SYSTEMS)


def find_first_name(agent: str, names: dict[str, str]) -> str:
    """The name of the first mark that occurs in the header; empty if none does."""
    return next((name for mark, name in names.items() if mark in agent), "")
