"""Links of published texts that lead nowhere on this site: found by a command, mended from the dashboard.

Addresses of this site are answered by the site itself, inside the process; other hosts are never called.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

LONGEST_ADDRESS = 1000
LONGEST_WORDS = 200
FIRST_FAILURE = 400  # of HTTP's statuses


class BrokenLink(models.Model):
    """A link of a published page that led nowhere at the last check."""

    class Reason(models.TextChoices):
        PAGE = "page", _("trang đích không còn hoặc chưa đăng")
        FILE = "file", _("tệp đích không còn")
        ADDRESS = "address", _("địa chỉ không mở được")

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("trang"))
    words = models.CharField(_("chữ của liên kết"), max_length=LONGEST_WORDS, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=LONGEST_ADDRESS, blank=True)
    reason = models.CharField(_("lý do"), max_length=20, choices=Reason.choices)
    found_at = models.DateTimeField(_("phát hiện lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("liên kết hỏng")
        verbose_name_plural = _("liên kết hỏng")
        ordering = ["page", "pk"]

    def __str__(self):
        return f"{self.page_id}: {self.address or self.words}"


class Link(NamedTuple):
    """A link as stored: to a page or file by its number, or to an address."""

    words: str
    kind: str  # page, document or address
    target: str


def links_in(body) -> Iterator[Link]:
    """Links of paragraphs and citations."""
    for block in body:
        if block.block_type == "citation" and block.value.get("link"):
            yield Link(block.value.get("number") or "", "address", block.value["link"])
        if block.block_type != "paragraph":
            continue
        for found in BeautifulSoup(block.value.source, "html.parser").find_all("a"):
            words = " ".join(found.get_text().split())
            if found.get("linktype") in {"page", "document"}:
                yield Link(words, found["linktype"], found.get("id", ""))
            elif found.get("href"):
                yield Link(words, "address", found["href"])


class Check:
    """One walk through all texts; each target is asked for once."""

    def __init__(self):
        self.pages = set(map(str, Page.objects.live().values_list("pk", flat=True)))
        self.files = set(map(str, get_document_model().objects.values_list("pk", flat=True)))
        self.hosts = {urlsplit(settings.SITE_URL).netloc, *Site.objects.values_list("hostname", flat=True)}
        self.handler = WSGIHandler()
        self.known: dict[str, bool] = {}

    def reason(self, link: Link, page: Page) -> str:
        """Why the link leads nowhere; empty where it does lead somewhere, or to another host."""
        if link.kind == "page":
            return "" if link.target in self.pages else BrokenLink.Reason.PAGE
        if link.kind == "document":
            return "" if link.target in self.files else BrokenLink.Reason.FILE
        return "" if self.answers(link.target, page) else BrokenLink.Reason.ADDRESS

    def answers(self, target: str, page: Page) -> bool:
        base = urljoin(settings.SITE_URL, page.url or "/")
        try:
            address = urldefrag(urljoin(base, target.strip())).url
            parts = urlsplit(address)
        except ValueError:  # http://[
            return False
        if parts.scheme not in {"http", "https"} or parts.netloc not in self.hosts:
            return True
        if parts.path.startswith(reverse("wagtailadmin_home")):  # asks for an account
            return True
        if address not in self.known:
            self.known[address] = self.status(parts.path, parts.query) < FIRST_FAILURE
        return self.known[address]

    def status(self, path: str, query: str) -> int:
        site = urlsplit(settings.SITE_URL)
        environ = {
            "REQUEST_METHOD": "GET",
            # As a server hands it over: the bytes of the address, one character each.
            "PATH_INFO": unquote_to_bytes(path or "/").decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
        return self.handler.get_response(WSGIRequest(environ)).status_code


def pages_with_text() -> Iterator[Page]:
    """Published pages, of whatever app, that have a body made of blocks."""
    for model in apps.get_models():
        if issubclass(model, Page) and any(field.name == "body" for field in model._meta.fields):
            yield from model.objects.live().iterator(chunk_size=200)


def check_links() -> list[BrokenLink]:
    """Walks through all published texts and keeps what leads nowhere in place of the last result."""
    check, found = Check(), []
    for page in pages_with_text():
        for link in links_in(page.body):
            if reason := check.reason(link, page):
                address = link.target[:LONGEST_ADDRESS] if link.kind == "address" else ""
                found.append(BrokenLink(page=page, words=link.words[:LONGEST_WORDS], address=address, reason=reason))
    with transaction.atomic():
        BrokenLink.objects.all().delete()
        return BrokenLink.objects.bulk_create(found)
