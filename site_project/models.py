"""The home page, standard pages, and the settings of the site."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Site
from wagtail.search import index

from foundations.page_copies.pages import CopiesMixin
from foundations.units.editing import OptimisticLockingMixin, OptimisticLockingPageForm
from foundations.uploads.models import Picture
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import VietnameseSlugMixin
from foundations.vietnamese.titles import TitlePanel
from news.blocks import ArticleBody
from news.citations import find_cited_documents
from news.front_page import find_newest_per_column
from news.highlights import find_highlighted
from news.models import ArticlePage, Highlight, NewsIndexPage
from procedures.models import LifeEvent
from rankings.home import build_home_context
from site_project.routing import find_page

MAX_FEATURED = 5
MAX_EDITIONS = 6
CONTACT = RegexValidator(
    r"^(https://\S+|[^\s@:]+@[^\s@:]+\.[^\s@:]+)$", _("Hãy ghi thư điện tử hoặc địa chỉ bắt đầu bằng https://.")
)


class HomePage(OptimisticLockingMixin, NormalisedTextMixin, Page):
    """The home page: featured articles, then the newest ones of each column."""

    base_form_class = OptimisticLockingPageForm
    content_panels = [TitlePanel("title")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "rankings.RankingsPage", "site_project.StandardPage"]
    max_count = 1
    page_description = _("Trang chủ.")

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def route(self, request, path_components):
        """Finds the page by the whole address at once; Wagtail needs two queries for each level of the tree."""
        if path_components:
            page = find_page(self, path_components)
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        featured = self.find_featured_articles()
        columns = find_newest_per_column(self, exclude=featured)
        editions = build_home_context(MAX_EDITIONS, request)
        found = {"featured": featured, "columns": columns, "life_events": LifeEvent.objects.all()[:8]}
        return {**context, **found, **editions}

    def find_featured_articles(self) -> list[ArticlePage]:
        """The editors' choice of today in their order, filled up with the newest articles."""
        chosen = find_highlighted(ArticlePage.objects.readable(), Highlight.Place.HOME, MAX_FEATURED)
        missing = MAX_FEATURED - len(chosen)
        others = ArticlePage.objects.readable().exclude(pk__in=[article.pk for article in chosen])
        newest = others.exclude(kind=ArticlePage.Kind.NOTICE).newest_first()
        return chosen + list(newest.for_listing()[:missing])


class StandardPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, CopiesMixin, Page):
    """A page outside columns: introduction, organisation, guidance."""

    lead = models.TextField(_("lời dẫn"), blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("nội dung"), blank=True)
    english_title = models.CharField(_("tên trang bằng tiếng Anh"), max_length=255, blank=True)
    english_body = StreamField(
        ArticleBody(),
        verbose_name=_("nội dung bằng tiếng Anh"),
        blank=True,
        help_text=_("Hiển thị ở địa chỉ /en/… Để trống thì bạn đọc tiếng Anh gặp bản tiếng Việt, có lời báo."),
    )

    base_form_class = OptimisticLockingPageForm
    content_panels = [
        TitlePanel("title", placeholder=_("Tên trang")),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("english_title"), FieldPanel("english_body")], heading=_("Bản tiếng Anh")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["site_project.HomePage", "site_project.StandardPage"]
    subpage_types = ["site_project.StandardPage"]
    copy_template = "site_project/standard_copy.html"
    page_description = _("Trang thông tin chung: giới thiệu, tổ chức, hướng dẫn.")

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "cited": find_cited_documents(self.body)}


@register_setting(icon="cogs")
class SiteSettings(NormalisedTextMixin, ClusterableModel, BaseSiteSetting):
    """Settings of the site frame: name, footer, side blocks, counters shown."""

    name = models.CharField(_("tên trang"), max_length=255, default="Cổng Cải cách")
    tagline = models.CharField(_("dòng giới thiệu"), max_length=255, blank=True)
    english_name = models.CharField(_("tên trang bằng tiếng Anh"), max_length=255, blank=True)
    english_tagline = models.CharField(_("dòng giới thiệu bằng tiếng Anh"), max_length=255, blank=True)
    logo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("biểu trưng")
    )
    governing_body = models.CharField(_("cơ quan chủ quản"), max_length=255, blank=True)
    responsible = models.CharField(_("chịu trách nhiệm nội dung"), max_length=255, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    security_contact = models.CharField(
        _("liên hệ về an toàn thông tin"),
        max_length=255,
        blank=True,
        validators=[CONTACT],
        help_text=_(
            "Thư điện tử hoặc địa chỉ https để báo lỗ hổng; công bố tại /.well-known/security.txt. "
            "Để trống thì không có tệp này."
        ),
    )
    security_policy = models.URLField(_("địa chỉ quy định tiếp nhận báo lỗ hổng"), blank=True)
    notice = models.TextField(
        _("dòng lưu ý đầu trang"), blank=True, help_text=_("Hiển thị trên mọi trang; để trống thì ẩn.")
    )
    notice_column = models.ForeignKey(
        NewsIndexPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chuyên mục của khối Thông báo"),
    )
    shows_views = models.BooleanField(_("hiện lượt xem của tin, bài"), default=True)
    shows_visits = models.BooleanField(_("hiện lượt truy cập trang"), default=True)
    shows_quotas = models.BooleanField(
        _("công khai bảng chỉ tiêu tin, bài"),
        default=False,
        help_text=_("Bạn đọc xem được số tin, bài của từng đơn vị so với chỉ tiêu tại /chi-tieu-tin-bai/."),
    )

    select_related = ["logo", "notice_column"]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("english_name")]),
                FieldRowPanel([FieldPanel("tagline"), FieldPanel("english_tagline")]),
                FieldPanel("logo"),
                FieldPanel("notice"),
            ],
            heading=_("Đầu trang"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("governing_body"),
                FieldPanel("responsible"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Chân trang"),
        ),
        FieldRowPanel([FieldPanel("security_contact"), FieldPanel("security_policy")], heading=_("An toàn thông tin")),
        PageChooserPanel("notice_column", "news.NewsIndexPage"),
        InlinePanel("menu_items", heading=_("Thông tin chung"), label=_("mục")),
        InlinePanel("banners", heading=_("Biểu ngữ"), label=_("biểu ngữ")),
        InlinePanel("linked_sites", heading=_("Trang liên kết"), label=_("trang")),
        MultiFieldPanel([FieldPanel("shows_views"), FieldPanel("shows_visits")], heading=_("Số đếm")),
        FieldPanel("shows_quotas"),
    ]

    class Meta:
        verbose_name = _("cài đặt trang")
        verbose_name_plural = _("cài đặt trang")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Also keeps Wagtail's name of the site, which feeds, embeds and mails use."""
        super().save(*args, **kwargs)
        Site.objects.filter(pk=self.site_id).update(site_name=self.name)


class MenuItem(Orderable):
    """An entry of the side block "Thông tin chung"."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="menu_items")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("trang"))

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("mục thông tin chung")
        verbose_name_plural = _("mục thông tin chung")

    def __str__(self):
        return str(self.page)


class Banner(NormalisedTextMixin, Orderable):
    """A picture with a link in the side column."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="banners")
    title = models.CharField(_("nội dung của biểu ngữ"), max_length=255, help_text=_("Đọc thay cho ảnh."))
    image = models.ForeignKey(Picture, models.CASCADE, related_name="+", verbose_name=_("ảnh"))
    url = models.URLField(_("địa chỉ"), max_length=1000)

    class Meta(Orderable.Meta):
        verbose_name = _("biểu ngữ")
        verbose_name_plural = _("biểu ngữ")

    def __str__(self):
        return self.title


class LinkedSite(NormalisedTextMixin, Orderable):
    """An entry of "Trang liên kết"."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="linked_sites")
    title = models.CharField(_("tên"), max_length=255)
    url = models.URLField(_("địa chỉ"), max_length=1000)

    class Meta(Orderable.Meta):
        verbose_name = _("trang liên kết")
        verbose_name_plural = _("trang liên kết")

    def __str__(self):
        return self.title
