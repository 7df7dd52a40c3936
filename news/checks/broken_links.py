"""Broken internal links in published texts: found by a command, listed on the dashboard.

Addresses of this site are requested inside the process; other hosts are never called.
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

MAX_ADDRESS_LENGTH = 1000
MAX_WORDS_LENGTH = 200
MIN_ERROR_STATUS = 400  # HTTP status


class BrokenLink(models.Model):
    """A link of a published page that was broken at the last check."""

    class Reason(models.TextChoices):
        PAGE = "page", _("trang đích không còn hoặc chưa đăng")
        FILE = "file", _("tệp đích không còn")
        ADDRESS = "address", _("địa chỉ không mở được")

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("trang"))
    words = models.CharField(_("chữ của liên kết"), max_length=MAX_WORDS_LENGTH, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=MAX_ADDRESS_LENGTH, blank=True)
    reason = models.CharField(_("lý do"), max_length=20, choices=Reason.choices)
    found_at = models.DateTimeField(_("phát hiện lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("liên kết hỏng")
        verbose_name_plural = _("liên kết hỏng")
        ordering = ["page", "pk"]

    def __str__(self):
        return f"{self.page_id}: {self.address or self.words}"


class Link(NamedTuple):
    """A link in a text: `target` is the id of a page or document, or an address."""

    words: str
    kind: str  # page, document or address
    target: str


def find_links(body) -> Iterator[Link]:
    """Links in the paragraphs and citations of a body."""
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


class LinkChecker:
    """Checks links; each target is requested only once."""

    def __init__(self):
        self.pages = set(map(str, Page.objects.live().values_list("pk", flat=True)))
        self.files = set(map(str, get_document_model().objects.values_list("pk", flat=True)))
        self.hosts = {urlsplit(settings.SITE_URL).netloc, *Site.objects.values_list("hostname", flat=True)}
        self.handler = WSGIHandler()
        self.known: dict[str, bool] = {}

    def find_reason(self, link: Link, page: Page) -> str:
        """Why the link is broken; empty if it works or leads to another host."""
        if link.kind == "page":
            return "" if link.target in self.pages else BrokenLink.Reason.PAGE
        if link.kind == "document":
            return "" if link.target in self.files else BrokenLink.Reason.FILE
        return "" if self.is_reachable(link.target, page) else BrokenLink.Reason.ADDRESS

    def is_reachable(self, target: str, page: Page) -> bool:
        """Whether the address answers; True for other hosts and the admin."""
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
            self.known[address] = self.get_status(parts.path, parts.query) < MIN_ERROR_STATUS
        return self.known[address]

    def get_status(self, path: str, query: str) -> int:
        """HTTP status of a GET on this site, without a network request."""
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


def get_pages_with_body() -> Iterator[Page]:
    """Published pages of every app that have a `body`."""
    for model in apps.get_models():
        if issubclass(model, Page) and any(field.name == "body" for field in model._meta.fields):
            yield from model.objects.live().iterator(chunk_size=200)


def check_links() -> list[BrokenLink]:
    """Checks all published texts; the broken links found replace those of the last check."""
    check, found = LinkChecker(), []
    for page in get_pages_with_body():
        for link in find_links(page.body):
            if reason := check.find_reason(link, page):
                address = link.target[:MAX_ADDRESS_LENGTH] if link.kind == "address" else ""
                found.append(BrokenLink(page=page, words=link.words[:MAX_WORDS_LENGTH], address=address, reason=reason))
    with transaction.atomic():
        BrokenLink.objects.all().delete()
        return BrokenLink.objects.bulk_create(found)
