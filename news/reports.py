"""Statistics of articles in a period: the most read ones, and views by unit and by column."""

from __future__ import annotations

import django_filters
from django.db.models import Count, OuterRef, PositiveBigIntegerField, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Length, Substr
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.models import Page

from foundations.counters.models import DailyViews
from foundations.counters.reports import PeriodFilterSet, PeriodReportView
from foundations.units.models import Unit
from news.models import ArticlePage, NewsIndexPage

VIEWS_KIND = "tin"


def build_views_sum(period, articles) -> Coalesce:
    """A subquery with the views of `articles` in the period; `articles` are ids that refer to the outer row."""
    days = DailyViews.objects.filter(kind=VIEWS_KIND, object_id__in=articles).between(*period).order_by()
    summed = days.values("kind").annotate(total=Sum("views")).values("total")
    return Coalesce(Subquery(summed), 0, output_field=PositiveBigIntegerField())


def build_published_filter(period, prefix="") -> Q:
    """The condition that an article was first published in the period."""
    return Q(**{f"{prefix}first_published_at__date__range": period})


class ArticleFilterSet(PeriodFilterSet):
    unit = django_filters.ModelChoiceFilter(
        label=_("Đơn vị"), queryset=lambda request: Unit.objects.exclude(articles=None).alphabetical()
    )
    kind = django_filters.ChoiceFilter(label=_("Thể loại"), choices=ArticlePage.Kind.choices)

    class Meta:
        model = ArticlePage
        fields = ["unit", "kind"]


class TopArticlesView(PeriodReportView):
    """Report: articles by views in the period."""

    page_title = _("Tin, bài xem nhiều")
    header_icon = "doc-full"
    filterset_class = ArticleFilterSet
    index_url_name = "top_articles_report"
    index_results_url_name = "top_articles_report_results"
    list_export = ["title", "unit", "column", "first_published_at", "views"]
    export_headings = {"column": _("Chuyên mục"), "views": _("Lượt xem"), "first_published_at": _("Ngày đăng")}
    export_filename = "tin-bai-xem-nhieu"
    columns = [
        TitleColumn("title", label=_("Tiêu đề"), url_name="wagtailadmin_pages:edit"),
        Column("unit", label=_("Đơn vị")),
        Column("column", label=_("Chuyên mục")),
        Column(
            "first_published_at",
            label=_("Ngày đăng"),
            accessor=lambda article: date_format(article.first_published_at, "d/m/Y"),
        ),
        NumberColumn("views", label=_("Lượt xem")),
    ]

    def get_queryset(self):
        days = DailyViews.objects.filter(kind=VIEWS_KIND, object_id=OuterRef("pk")).between(*self.period).order_by()
        summed = days.values("object_id").annotate(total=Sum("views")).values("total")
        views = Coalesce(Subquery(summed), 0, output_field=PositiveBigIntegerField())
        parent = NewsIndexPage.objects.filter(path=OuterRef("parent_path")).values("title")
        articles = ArticlePage.objects.live().annotate(parent_path=Substr("path", 1, Length("path") - Page.steplen))
        articles = articles.annotate(views=views, column=Subquery(parent))
        return articles.defer("body").select_related("unit").order_by("-views", "-first_published_at")


class GroupFilterSet(PeriodFilterSet):
    class Meta:
        model = Unit
        fields = []


class ViewsByUnitView(PeriodReportView):
    """Report: views of each unit's articles in the period, and how many it published."""

    page_title = _("Lượt xem theo đơn vị")
    header_icon = "group"
    filterset_class = GroupFilterSet
    index_url_name = "views_by_unit_report"
    index_results_url_name = "views_by_unit_report_results"
    list_export = ["name", "published", "views"]
    export_headings = {"name": _("Đơn vị"), "published": _("Tin, bài đăng trong kỳ"), "views": _("Lượt xem")}
    export_filename = "luot-xem-theo-don-vi"
    columns = [
        Column("name", label=_("Đơn vị")),
        NumberColumn("published", label=_("Tin, bài đăng trong kỳ")),
        NumberColumn("views", label=_("Lượt xem")),
    ]

    def get_queryset(self):
        articles = ArticlePage.objects.filter(unit=OuterRef(OuterRef("pk"))).values("pk")
        live = Q(articles__live=True) & build_published_filter(self.period, "articles__")
        units = Unit.objects.exclude(articles=None).annotate(
            published=Count("articles", filter=live), views=build_views_sum(self.period, articles)
        )
        return units.order_by("-views", "sort_key")


class ViewsByColumnView(PeriodReportView):
    """Report: views of each column's articles in the period, with those of the columns and desks below it."""

    page_title = _("Lượt xem theo chuyên mục")
    header_icon = "folder-open-inverse"
    filterset_class = GroupFilterSet
    index_url_name = "views_by_column_report"
    index_results_url_name = "views_by_column_report_results"
    list_export = ["title", "views"]
    export_headings = {"title": _("Chuyên mục"), "views": _("Lượt xem")}
    export_filename = "luot-xem-theo-chuyen-muc"
    columns = [Column("title", label=_("Chuyên mục")), NumberColumn("views", label=_("Lượt xem"))]

    def get_queryset(self):
        articles = ArticlePage.objects.filter(path__startswith=OuterRef(OuterRef("path"))).values("pk")
        return NewsIndexPage.objects.annotate(views=build_views_sum(self.period, articles)).order_by("-views", "path")


REPORTS = [
    (TopArticlesView, "bao-cao/tin-bai-xem-nhieu/"),
    (ViewsByUnitView, "bao-cao/theo-don-vi/"),
    (ViewsByColumnView, "bao-cao/theo-chuyen-muc/"),
]


def get_report_urls() -> list:
    """URL patterns: each report, and its results alone (for filtering without reload)."""
    addresses = []
    for view, address in REPORTS:
        addresses.append(path(address, view.as_view(), name=view.index_url_name))
        results = view.as_view(results_only=True)
        addresses.append(path(f"{address}ket-qua/", results, name=view.index_results_url_name))
    return addresses


def make_menu_item(number: int) -> MenuItem:
    """The menu item of the report at this index of REPORTS."""
    view, _address = REPORTS[number]
    return MenuItem(view.page_title, reverse(view.index_url_name), icon_name=view.header_icon, order=110 + number)
