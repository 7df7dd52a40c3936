"""Who is counted: people who open a page in a browser. Judged by the request's headers alone; nothing is kept."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

# Programs that name themselves: search engines, link previews of messengers, monitors, libraries, test browsers.
# "CUBOT" is a maker of phones; "coc_coc_browser", Zalo's and Facebook's own windows ("FBAV") are people.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiver|fetch|scrap|monitor|uptime|pingdom|statuscake|check_http|zabbix|preview"
    r"|facebookexternalhit|facebookcatalog|meta-external|whatsapp/|skypeuri|embedly|mediapartners|google-|googleother"
    r"|lighthouse|headless|phantomjs|selenium|puppeteer|playwright|validator|feed|rss|curl|wget|httpie|libwww-perl|python"
    r"|java/|go-http|okhttp|axios|ruby|perl|php/|guzzle|node|undici|scanner|nmap|nikto|postman|insomnia|dataprovider",
    flags=re.IGNORECASE,
)
_LONGEST_REMEMBERED = 300


@lru_cache(maxsize=2048)
def _names_a_robot(agent: str) -> bool:
    return _ROBOT.search(agent) is not None


def is_robot(agent: str) -> bool:
    """Whether the User-Agent names a program, or nothing at all."""
    if not agent:
        return True
    return _names_a_robot(agent) if len(agent) <= _LONGEST_REMEMBERED else _ROBOT.search(agent) is not None


def is_fetched_ahead(environ: dict) -> bool:
    """Whether a browser asks for a page that nobody has opened yet."""
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"):
        value = environ.get(header)
        if value and ("prefetch" in value or "prerender" in value or "preview" in value):
            return True
    return False


def is_from_elsewhere(environ: dict) -> bool:
    """Whether a page of another site made the request, or no page at all.

    Browsers say so in Sec-Fetch-Site where the connection is safe; otherwise Origin or Referer names the page.
    """
    said = environ.get("HTTP_SEC_FETCH_SITE")
    if said is not None:
        return said != "same-origin"
    page = environ.get("HTTP_ORIGIN") or environ.get("HTTP_REFERER") or ""
    host = _host_of(page)
    return host is None or host != _host_of(f"//{environ.get('HTTP_HOST', '')}")


def _host_of(address: str) -> str | None:
    """The host name without its port: a proxy in front may listen on another one."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def cookie_names(environ: dict) -> set[str]:
    """Names of the cookies that came along."""
    header = environ.get("HTTP_COOKIE")
    return {part.partition("=")[0].strip() for part in header.split(";")} if header else set()
