"""Columns and articles."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import models
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from foundations.page_copies.pages import CopiesMixin
from foundations.units.editing import OptimisticLockingMixin, OptimisticLockingPageForm
from foundations.units.models import Unit
from foundations.uploads.models import Picture
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import VietnameseSlugMixin
from foundations.vietnamese.titles import TitlePanel
from news.addresses import DirectAddressMixin, SafeChildrenMixin
from news.approval import ArticlePermissionTester, BoardApprovalTask, ColumnPermissionTester
from news.article_panels import CONTENT_PANELS
from news.article_parts import build_parts_context
from news.article_rows import ArticleRowsMixin
from news.authors import ArticleAuthor
from news.blocks import ArticleBody
from news.checks.broken_links import BrokenLink
from news.checks.title_keys import TitleKeyField
from news.citations import ArticleCitation, find_cited_documents
from news.forms import ArticleForm
from news.highlights import MAX_IN_COLUMN, Highlight, find_highlighted
from news.keywords import ArticleTag, Keyword
from news.open_data.linked_data import build_article_context
from news.querysets import ArticleQuerySet, Month
from news.related import MAX_OTHERS, MAX_RELATED, build_related_context
from news.unit_review import UnitReviewTask  # noqa: F401 (a model of this app)
from news.versions import Correction, PublishedVersion, build_history, find_corrections

__all__ = [
    "ArticleAuthor",
    "ArticleCitation",
    "ArticlePage",
    "ArticleTag",
    "BoardApprovalTask",
    "BrokenLink",
    "Correction",
    "Highlight",
    "Keyword",
    "NewsIndexPage",
    "PublishedVersion",
]

ARTICLES_PER_PAGE = 20


class NewsIndexPage(
    SafeChildrenMixin, DirectAddressMixin, OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, Page
):
    """A column (chuyên mục). Columns nest; a column with a unit is that unit's desk."""

    introduction = models.TextField(_("giới thiệu chuyên mục"), blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="desks",
        verbose_name=_("trang của đơn vị"),
        help_text=_("Chọn đơn vị nếu đây là trang bài viết của riêng một đơn vị; để trống với chuyên mục chung."),
    )

    base_form_class = OptimisticLockingPageForm
    content_panels = [
        TitlePanel("title", placeholder=_("Tên chuyên mục")),
        FieldPanel("introduction"),
        FieldPanel("unit", permission="units.change_unit"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    # Any parent that allows it in its `subpage_types`, as the home page does; see also `can_create_at`.
    parent_page_types = None
    subpage_types = ["news.NewsIndexPage", "news.ArticlePage"]
    page_description = _("Chuyên mục tin, bài, hoặc trang bài viết của một đơn vị.")

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")

    @classmethod
    def can_create_at(cls, parent):
        """Not at the root, and not below a desk, where there are only articles."""
        is_desk = getattr(parent.specific, "unit_id", None) is not None
        return super().can_create_at(parent) and not parent.is_root() and not is_desk

    def permissions_for_user(self, user):
        return ColumnPermissionTester(user, self)

    @cached_property
    def articles(self) -> ArticleQuerySet:
        """Readable articles of this column and all below. Filter it; do not evaluate it."""
        return ArticlePage.objects.below(self).readable()

    @cached_property
    def newest(self) -> list[ArticlePage]:
        """The newest articles: enough for the list below an article even if it links to some already."""
        return list(self.articles.newest_first().for_links()[: MAX_OTHERS + MAX_RELATED + 3])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        month = Month.parse(request.GET.get("thang", ""))
        slug = request.GET.get("don-vi", "")
        unit = Unit.objects.filter(slug=slug).first() if slug else None
        found = self.articles.published_in(month) if month else self.articles
        found = found.filter(unit=unit) if unit else found
        articles = Paginator(found.newest_first().for_listing(), ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
        is_whole = month is None and unit is None and articles.number == 1
        first = find_highlighted(self.articles, Highlight.Place.COLUMN, MAX_IN_COLUMN) if is_whole else []
        shown = {"articles": articles, "month": month, "chosen_unit": unit, "highlighted": first}
        return {**context, **self.build_filters(), **shown}

    def build_filters(self) -> dict:
        """Choices for the reader: months with numbers of articles, units, and columns below."""
        units = Unit.objects.filter(pk__in=self.articles.order_by().values("unit")).alphabetical()
        return {
            "months": self.articles.months(),
            "units": units,
            "subcolumns": NewsIndexPage.objects.child_of(self).live().public().select_related("unit"),
        }


class ArticlePage(
    ArticleRowsMixin,
    DirectAddressMixin,
    OptimisticLockingMixin,
    VietnameseSlugMixin,
    NormalisedTextMixin,
    CopiesMixin,
    Page,
):
    """A news item or article, with all the data that the old sites have."""

    class Kind(models.TextChoices):
        NEWS = "tin", _("Tin")
        FEATURE = "bai", _("Bài")
        PHOTO = "tin_anh", _("Tin ảnh")
        NOTICE = "thong_bao", _("Thông báo")

    class Origin(models.TextChoices):
        OWN = "own", _("Tự viết")
        REPOST = "repost", _("Đăng lại")

    class DateBasis(models.TextChoices):
        PUBLISHED = "published", _("Ngày đăng")
        EVENT = "event", _("Ngày diễn ra sự việc")
        TEXT = "text", _("Ngày nêu trong bài")
        YEAR = "year", _("Chỉ rõ năm")

    lead = models.TextField(
        _("lời dẫn (sapo)"), blank=True, help_text=_("Một, hai câu tóm lược; hiển thị đậm và trong danh sách.")
    )
    dateline = models.CharField(
        _("địa danh, nguồn đầu tin"), max_length=100, blank=True, help_text=_("Ví dụ: (kontumtv.vn)")
    )
    cover = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh đại diện")
    )
    cover_alt = models.CharField(_("mô tả ảnh đại diện"), max_length=500, blank=True)
    cover_caption = models.CharField(_("chú thích ảnh đại diện"), max_length=500, blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("nội dung"), blank=True)
    byline = models.CharField(_("bút danh chung"), max_length=255, blank=True, help_text=_("Ví dụ: BBT, Ban biên tập."))
    source = models.CharField(_("nguồn"), max_length=255, blank=True, help_text=_("Cơ quan hoặc báo đã đăng trước."))
    source_url = models.URLField(_("địa chỉ bài gốc"), max_length=1000, blank=True)
    facts_source = models.TextField(
        _("căn cứ số liệu"), blank=True, help_text=_("Văn bản hoặc trang công bố những con số nêu trong bài.")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("đơn vị đăng")
    )
    posted_by = models.CharField(_("đăng bởi (tài khoản trang cũ)"), max_length=255, blank=True, editable=False)
    kind = models.CharField(_("thể loại"), max_length=20, choices=Kind.choices, default=Kind.NEWS)
    origin = models.CharField(_("nguồn gốc"), max_length=20, choices=Origin.choices, default=Origin.OWN)
    date_basis = models.CharField(max_length=20, choices=DateBasis.choices, default=DateBasis.PUBLISHED, editable=False)
    import_id = models.CharField(max_length=255, null=True, blank=True, unique=True, editable=False)
    change_note = models.CharField(
        _("ghi chú thay đổi"),
        max_length=500,
        blank=True,
        help_text=_("Lần đăng này thay đổi gì; hiển thị trong lịch sử bài viết. Để trống với lần đăng đầu."),
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("từ khóa"))
    allows_comments = models.BooleanField(_("nhận bình luận"), default=True)
    title_key = TitleKeyField()

    objects = PageManager.from_queryset(ArticleQuerySet)()

    base_form_class = ArticleForm
    fields_of_one_version = ("change_note",)
    content_panels = CONTENT_PANELS
    promote_panels = []  # collapsed among the content panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=3),
        index.SearchField("body"),
        index.SearchField("source"),
        index.FilterField("unit_id"),
        index.FilterField("kind"),
        index.FilterField("first_published_at"),
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("Tin, bài của chuyên mục.")
    copy_template = "news/article_copy.html"

    class Meta:
        verbose_name = _("tin, bài")
        verbose_name_plural = _("tin, bài")

    def permissions_for_user(self, user):
        return ArticlePermissionTester(user, self)

    @cached_property
    def columns_above(self) -> list[NewsIndexPage]:
        """The live columns and the desk above the article, topmost first."""
        return list(NewsIndexPage.objects.ancestor_of(self).live().order_by("depth"))

    @property
    def shows_update(self) -> bool:
        """Whether it was published again at least a day after the first time."""
        first, last = self.first_published_at, self.last_published_at
        return bool(first and last and self.date_basis == self.DateBasis.PUBLISHED and (last - first).days >= 1)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        above = self.columns_above
        column = next(
            (page for page in reversed(above) if page.unit_id is None), None
        )  # not the desk, which has few articles
        unit_now = self.unit.find_current_successors() if self.unit and not self.unit.is_current else []
        corrections = find_corrections(self, is_preview=getattr(request, "is_preview", False))
        shown = {"column": above[-1] if above else None, "corrections": corrections, "unit_now": unit_now}
        shown |= {
            "cited": find_cited_documents(self.body),
            **build_related_context(self, column),
            **build_parts_context(request, self),
        }
        return context | shown | build_article_context(self, shown)

    @path("lich-su/", name="history")
    def history(self, request):
        """The public history: each published version with its date, changes and the editors' note."""
        shown = {"versions": build_history(self), "corrections": self.corrections.order_by("-day", "-pk")}
        shown |= {"title": str(_("Lịch sử bài viết")), "crumbs": [(self.get_url(request), self.title)]}
        return render(request, "news/article_history.html", {"article": self, **shown})
