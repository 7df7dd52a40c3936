"""Pages that readers may take away: as one HTML file, as PDF, by their address as a QR code."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from foundations.page_copies.html_files import self_contained
from foundations.page_copies.pdf_files import NoPdfNow, makes_pdf, pdf_of
from foundations.page_copies.qr_codes import qr_svg

QR = "ma-qr"  # stands in the copy for the picture that is put in its place


class CopiesMixin(RoutablePageMixin):
    """A page with copies below its address; written before Page among the bases.

    `copy_template` extends `page_copies/copy.html` and is given the page's own context.
    """

    copy_template: str

    @path("tai-ve/html/", name="copy_as_html")
    def copy_as_html(self, request):
        """One file that shows the page without the site, with the day it was saved."""
        html = html_copy(self, request, saved_on=timezone.localdate())
        return download(html.encode(), "text/html; charset=utf-8", f"{self.slug}.html")

    @path("tai-ve/pdf/", name="copy_as_pdf")
    def copy_as_pdf(self, request):
        """The same as PDF. Without the day: one page is made into a PDF once, not once a day."""
        if not makes_pdf():
            raise Http404
        try:
            pdf = pdf_of(html_copy(self, request))
        except NoPdfNow:
            response = render(request, "page_copies/no_pdf_now.html", {"page": self}, status=503)
            response["Retry-After"] = "60"
            return response
        return download(pdf, "application/pdf", f"{self.slug}.pdf")

    @path("ma-qr/", name="qr_code")
    def qr_code(self, request):
        """The address of the page as a QR code."""
        return HttpResponse(qr_svg(self.full_url), content_type="image/svg+xml")


def html_copy(page, request, saved_on=None) -> str:
    """The page as HTML that needs nothing else; without `saved_on` the same until the page changes."""
    context = {**page.get_context(request), "address": page.full_url, "qr": QR, "saved_on": saved_on}
    html = render_to_string(page.copy_template, context, request)
    return self_contained(html, {QR: qr_svg(page.full_url)})


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
