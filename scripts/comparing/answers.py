"""What a site answers: its lines for people, and the addresses that it names."""

from __future__ import annotations

import re
from difflib import unified_diff
from html import unescape
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit
from zipfile import ZipFile

HOST = "127.0.0.1:8000"  # what both sites believe to be
ADMIN = "/quan-tri/"
FILES = ("/static/", "/media/", "/tai-lieu/", "/favicon.ico")
FOLLOWS_FROM_BODY = {"content-length", "etag"}  # not said as well where the body differs
LINE_ENDS = re.compile(r"\n|(?<=>)(?=<)|(?<=[,{])(?= ?[\"{])")


def load_script(name: str):
    """A script beside this folder as a module; its name has no ending."""
    loader = SourceFileLoader(name, str(Path(__file__).resolve().parent.parent / name))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


links = load_script("check_links")


class Answer(NamedTuple):
    """What a site says to a request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def get(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def leave_out(self, names: set[str]) -> Answer:
        return self._replace(headers=tuple(pair for pair in self.headers if pair[0].lower() not in names))

    def get_lines(self) -> list[str]:
        """For people and for CHANGED: head, then the body in short lines; of an archive its members."""
        head = [f"status {self.status}", *(f"{name}: {value}" for name, value in self.headers)]
        if self.body[:4] == b"PK\3\4":
            with ZipFile(BytesIO(self.body)) as archive:
                for each in archive.infolist():
                    head += [f"member {each.filename} {each.date_time}", *get_text_lines(archive.read(each))]
            return head
        return head + get_text_lines(self.body)


def get_text_lines(body: bytes) -> list[str]:
    try:
        return LINE_ENDS.split(body.decode())
    except UnicodeDecodeError:
        return [f"{at:06x} {body[at : at + 16].hex(' ')}" for at in range(0, len(body), 16)]


def get_changed_lines(before: Answer, after: Answer) -> list[str]:
    """Never none, also where the difference is one that lines do not show, as in how an archive is packed."""
    follows = FOLLOWS_FROM_BODY if before.body != after.body else set()
    lines = [each.leave_out(follows).get_lines() for each in (before, after)]
    difference = unified_diff(*lines, n=0, lineterm="")
    changed = [line for line in islice(difference, 2, None) if not line.startswith("@@")]
    return changed or [f"!same lines, other bytes: {len(before.body)} and {len(after.body)}"]


def find_links(address: str, answer: Answer) -> set[str]:
    """Addresses of the site that an answer names."""
    kind, found = answer.get("content-type"), {answer.get("location")}
    text = answer.body.decode(errors="replace") if links.READABLE.match(kind) or "css" in kind else ""
    if "html" in kind:
        found |= links.Links(text).found | set(re.findall(rf'"({ADMIN}[^"\\<>\s]*)"', unescape(text)))
    elif "css" in kind:
        found |= set(re.findall(r"url\([\"']?([^\"')]+)", text))
    found |= set(re.findall(rf"http://{HOST}[^\s\"'<>\\]*", unescape(text)))
    found |= {next(filter(None, groups)) for groups in links.IN_XML.findall(text) if "xml" in kind}
    base = f"http://{HOST}{address}"
    whole = [urlsplit(urldefrag(urljoin(base, unescape(link).strip()))[0]) for link in found if link]
    addresses = {(part.path or "/") + (f"?{part.query}" if part.query else "") for part in whole if part.netloc == HOST}
    # The page of an error links to its English version, be it one already: a way without end.
    return {address for address in addresses if not address.startswith("/en/en/")}


def find_forms(address: str, answer: Answer) -> set[str]:
    """Where the forms of a page are posted to."""
    forms = re.findall(r"<form\b[^>]*>", answer.body.decode()) if "html" in answer.get("content-type") else []
    posted = [form for form in forms if re.search(r"method=\"?post", form, re.IGNORECASE)]
    actions = [re.search(r'action="([^"]*)"', form) for form in posted]
    return {urljoin(address, unescape(action[1]) if action else "") for action in actions}


def get_shape(address: str) -> str:
    path, _mark, query = address.partition("?")
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return re.sub(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "#", path) + (f"?{'&'.join(names)}" if names else "")


def get_kind(address: str, answer: Answer) -> str:
    kind = answer.get("content-type").partition(";")[0]
    if answer.status >= 400:
        return "error"
    if address.startswith(FILES):
        return "file"
    if kind == "text/html":
        return "English page" if address.startswith("/en/") else "page"
    for part, name in (("/api/", "API"), ("/nguon-tin", "feed"), ("/sitemap", "sitemap")):
        if part in address:
            return name
    return "redirect" if answer.status in {301, 302} else f"data ({kind})"
