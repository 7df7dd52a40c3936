"""Copies of pages for readers: as one HTML file, as PDF, and the address as a QR code."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from foundations.page_copies.html_files import make_self_contained
from foundations.page_copies.pdf_files import NoPdfNowError, can_make_pdf, get_pdf
from foundations.page_copies.qr_codes import render_qr_code

QR_SOURCE = "ma-qr"  # the `src` in the template that is replaced with the picture


class CopiesMixin(RoutablePageMixin):
    """Adds copies below the page's address. Must come before Page in the bases.

    `copy_template` extends `page_copies/copy.html` and is given the page's own context.
    """

    copy_template: str

    @path("tai-ve/html/", name="copy_as_html")
    def copy_as_html(self, request):
        """One file that needs nothing from the site, with the day it was saved."""
        html = render_html_copy(self, request, saved_on=timezone.localdate())
        return make_download(html.encode(), "text/html; charset=utf-8", f"{self.slug}.html")

    @path("tai-ve/pdf/", name="copy_as_pdf")
    def copy_as_pdf(self, request):
        """The same as PDF, without the day, so that a PDF is made once and not once a day."""
        if not can_make_pdf():
            raise Http404
        try:
            pdf = get_pdf(render_html_copy(self, request))
        except NoPdfNowError:
            response = render(request, "page_copies/no_pdf_now.html", {"page": self}, status=503)
            response["Retry-After"] = "60"
            return response
        return make_download(pdf, "application/pdf", f"{self.slug}.pdf")

    @path("ma-qr/", name="qr_code")
    def qr_code(self, request):
        """The address of the page as a QR code."""
        return HttpResponse(render_qr_code(self.full_url), content_type="image/svg+xml")


def render_html_copy(page, request, saved_on=None) -> str:
    """The page as HTML that needs no other file; without `saved_on` it only changes when the page does."""
    context = {**page.get_context(request), "address": page.full_url, "qr": QR_SOURCE, "saved_on": saved_on}
    html = render_to_string(page.copy_template, context, request)
    return make_self_contained(html, {QR_SOURCE: render_qr_code(page.full_url)})


def make_download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A response that browsers save as a file and search engines do not index."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
