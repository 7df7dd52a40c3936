"""Views of the handbook: contents and search, one chapter, all chapters for printing."""

from __future__ import annotations

import re

from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from foundations.handbook.chapters import find_chapter, get_chapters
from foundations.handbook.searching import find_sections

MAX_QUERY_LENGTH = 200


class HandbookView(WagtailAdminTemplateMixin, TemplateView):
    """The contents of the handbook; with `?q=` the sections found."""

    template_name = "handbook/index.html"
    page_title = _("Sổ tay biên tập")
    header_icon = "help"
    home = {"url": reverse_lazy("handbook:index"), "label": page_title}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()[:MAX_QUERY_LENGTH]
        shown = {"chapters": get_chapters(), "query": query, "found": find_sections(query)}
        return super().get_context_data(**shown, **kwargs)


class ChapterView(HandbookView):
    """One chapter with its table of contents, and links to the chapters before and after it."""

    template_name = "handbook/chapter.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.chapter = find_chapter(kwargs["slug"])
        if self.chapter is None:
            raise Http404

    def get_page_title(self):
        return self.chapter.title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, self.home, {"url": "", "label": self.chapter.title}]

    def get_context_data(self, **kwargs):
        every = get_chapters()
        number = every.index(self.chapter)
        before = every[number - 1] if number else None
        after = every[number + 1] if number + 1 < len(every) else None
        return super().get_context_data(chapter=self.chapter, before=before, after=after, **kwargs)


class WholeHandbookView(HandbookView):
    """All chapters for printing, without anchors, as some titles occur twice."""

    template_name = "handbook/whole.html"
    page_title = _("Bản in sổ tay biên tập")

    def get_breadcrumbs_items(self):
        index = {"url": reverse("handbook:index"), "label": HandbookView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        parts = [(chapter.title, mark_safe(drop_anchors(chapter.html))) for chapter in get_chapters()]  # noqa: S308
        return super().get_context_data(parts=parts, **kwargs)


def drop_anchors(html: str) -> str:
    """Removes `id` attributes, and lowers headings by one level below the chapters' titles."""
    lower = re.sub(r"<(/?)h([2-5])", lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)
    return re.sub(r'(<h\d) id="[^"]*"', r"\1", lower)
