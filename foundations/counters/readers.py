"""Who is counted: people who open a page in a browser, as far as request headers tell. Nothing is stored."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

# Programs that say what they are: search engines, link previews of messengers, monitors, libraries, test browsers.
# "CUBOT" is a maker of phones; "coc_coc_browser", Zalo's and Facebook's own windows ("FBAV") are people.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiver|fetch|scrap|monitor|uptime|pingdom|statuscake|check_http|zabbix|preview"
    r"|facebookexternalhit|facebookcatalog|meta-external|whatsapp/|skypeuri|embedly|mediapartners|google-|googleother"
    r"|lighthouse|headless|phantomjs|selenium|puppeteer|playwright|validator|feed|rss|curl|wget|httpie|libwww-perl|python"
    r"|java/|go-http|okhttp|axios|ruby|perl|php/|guzzle|node|undici|scanner|nmap|nikto|postman|insomnia|dataprovider",
    flags=re.IGNORECASE,
)
_MAX_CACHED_LENGTH = 300


@lru_cache(maxsize=2048)
def _is_robot_name(agent: str) -> bool:
    return _ROBOT.search(agent) is not None


def is_robot(agent: str) -> bool:
    """Whether the User-Agent names a program or is empty."""
    if not agent:
        return True
    return _is_robot_name(agent) if len(agent) <= _MAX_CACHED_LENGTH else _ROBOT.search(agent) is not None


def is_fetched_ahead(environ: dict) -> bool:
    """Whether the browser prefetches, prerenders or previews the page."""
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"):
        value = environ.get(header)
        if value and ("prefetch" in value or "prerender" in value or "preview" in value):
            return True
    return False


def is_from_elsewhere(environ: dict) -> bool:
    """Whether the request came from a page of another site, or from no page at all.

    Over HTTPS browsers send Sec-Fetch-Site; otherwise Origin or Referer names the page.
    """
    said = environ.get("HTTP_SEC_FETCH_SITE")
    if said is not None:
        return said != "same-origin"
    page = environ.get("HTTP_ORIGIN") or environ.get("HTTP_REFERER") or ""
    host = _get_host(page)
    return host is None or host != _get_host(f"//{environ.get('HTTP_HOST', '')}")


def _get_host(address: str) -> str | None:
    """The host name without the port, as a proxy may listen on another one; None if it cannot be read."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def read_cookie_names(environ: dict) -> set[str]:
    """The names of the request's cookies."""
    header = environ.get("HTTP_COOKIE")
    return {part.partition("=")[0].strip() for part in header.split(";")} if header else set()
