"""The panel "Trước khi gửi duyệt": a checklist of the saved draft, with how to fix what is wrong."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page

from news.checks.article_faults import NamedDocument, find_article_faults, find_uncited_documents
from news.checks.content_faults import ALL_ADVICE, Fault, find_faults
from news.checks.same_titles import render_link

# Each line of the checklist, and the kinds of faults that fail it.
CHECKS: tuple[tuple[str | Promise, set[str]], ...] = (
    (_("Tiêu đề viết như câu thường"), {"title-in-capitals"}),
    (_("Lời dẫn từ 20 đến 60 chữ"), {"lead-length"}),
    (_("Ảnh có mô tả cho người không nhìn thấy"), {"picture-without-description", "alt-text-quality"}),
    (_("Ảnh có chú thích và nguồn"), {"picture-without-caption", "picture-without-credit"}),
    (_("Bảng nhập bằng chữ, có tên, tên cột"), {"picture-of-a-table", "table-without-caption", "empty-table-header"}),
    (_("Đề mục đúng thứ bậc"), {"heading-order", "empty-heading"}),
    (_("Liên kết nói rõ dẫn đến đâu"), {"vague-link"}),
    (_("Chữ đúng bảng mã Unicode"), {"old-encoding"}),
    (_("Bài đăng lại ghi rõ nguồn"), {"repost-without-source"}),
    (_("Văn bản nêu trong bài đã được dẫn"), {"document-not-cited"}),
)


class CheckResult(NamedTuple):
    """One line of the checklist."""

    name: str | Promise
    faults: list[tuple[str | Promise, str, str | Promise]]  # name, place, remedy

    @property
    def is_in_order(self) -> bool:
        return not self.faults


def describe_fault(fault: Fault) -> tuple:
    """(name, place, remedy) of the fault."""
    return ALL_ADVICE[fault.kind].name, fault.place, ALL_ADVICE[fault.kind].help


def check_points(article) -> list[CheckResult]:
    """Each line of the checklist with the article's faults."""
    faults = [*find_faults(article), *find_article_faults(article)]
    return [
        CheckResult(name, [describe_fault(fault) for fault in faults if fault.kind in kinds]) for name, kinds in CHECKS
    ]


def build_citation_offer(named: NamedDocument) -> dict:
    """Values that the button fills into a citation block. The date separates documents with the same number."""
    document = named.document
    day = date_format(document.issued_on, "d/m/Y") if document and document.issued_on else ""
    return {"number": named.number, "day": day, "abstract": document.abstract if document else ""}


def build_checklist(article, user) -> dict:
    """Template context of the checklist of a draft."""
    points = check_points(article)
    alike = [render_link(page, user) for page in type(article).objects.like_titled(article.title, article.pk)]
    left = sum(not point.is_in_order for point in points) + bool(alike)
    documents = [build_citation_offer(named) for named in find_uncited_documents(article)]
    return {"points": points, "alike": alike, "left": left, "documents": documents}


def show_checklist(request, pk):
    """The checklist alone, fetched again after each save. Only for users who may edit the article."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit() or not hasattr(page, "lead"):
        raise PermissionDenied
    article = page.get_latest_revision_as_object()
    return render(request, "news/points.html", build_checklist(article, request.user))


class BeforeSubmissionPanel(Panel):
    """The checklist in the article form; empty until the first save of a new article."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/before_submission.html"

        def get_context_data(self, parent_context=None):
            context = {**super().get_context_data(parent_context), "article": self.instance}
            return context | build_checklist(self.instance, self.request.user) if self.instance.pk else context
