"""The panel "Trước khi gửi duyệt": what of the saved draft is in order, what is not yet, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page

from news.article_faults import NamedDocument, article_faults, documents_not_cited
from news.content_faults import EVERY_ADVICE, Fault, faults_of
from news.same_titles import link_to

# What is ticked, and the faults that speak against it.
POINTS: tuple[tuple[str | Promise, set[str]], ...] = (
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


class Point(NamedTuple):
    """One line of the list."""

    name: str | Promise
    faults: list[tuple[str | Promise, str, str | Promise]]  # name, place, remedy

    @property
    def is_in_order(self) -> bool:
        return not self.faults


def told(fault: Fault) -> tuple:
    return EVERY_ADVICE[fault.kind].name, fault.place, EVERY_ADVICE[fault.kind].help


def points_of(article) -> list[Point]:
    """Each point of the list with what speaks against it."""
    faults = [*faults_of(article), *article_faults(article)]
    return [Point(name, [told(fault) for fault in faults if fault.kind in kinds]) for name, kinds in POINTS]


def offered(named: NamedDocument) -> dict:
    """What the button puts into the citation; the day tells documents of one number apart."""
    document = named.document
    day = date_format(document.issued_on, "d/m/Y") if document and document.issued_on else ""
    return {"number": named.number, "day": day, "abstract": document.abstract if document else ""}


def checked(article, user) -> dict:
    """What the list shows of a draft."""
    points = points_of(article)
    alike = [link_to(page, user) for page in type(article).objects.like_titled(article.title, article.pk)]
    left = sum(not point.is_in_order for point in points) + bool(alike)
    documents = [offered(named) for named in documents_not_cited(article)]
    return {"points": points, "alike": alike, "left": left, "documents": documents}


def before_submission(request, pk):
    """The list alone, renewed after each save. Only for who may edit the article."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit() or not hasattr(page, "lead"):
        raise PermissionDenied
    article = page.get_latest_revision_as_object()
    return render(request, "news/points.html", checked(article, request.user))


class BeforeSubmissionPanel(Panel):
    """The list at the end of what one writes; of a new article it appears with the first save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/before_submission.html"

        def get_context_data(self, parent_context=None):
            context = {**super().get_context_data(parent_context), "article": self.instance}
            return context | checked(self.instance, self.request.user) if self.instance.pk else context
