"""Statistics of articles in a period: the most read ones, and views by unit and by column."""

from __future__ import annotations

import django_filters
from django.db.models import Count, OuterRef, PositiveBigIntegerField, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Length, Substr
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from foundations.counters.models import DailyViews
from foundations.counters.reports import NumberColumn, PeriodFilterSet, PeriodReportView
from foundations.units.models import Unit
from news.models import ArticlePage, NewsIndexPage

KIND = "tin"


def views_in(period, articles) -> Coalesce:
    """Views in the period of the articles, a queryset of ids that refers to the outer row."""
    days = DailyViews.objects.filter(kind=KIND, object_id__in=articles).between(*period).order_by()
    summed = days.values("kind").annotate(total=Sum("views")).values("total")
    return Coalesce(Subquery(summed), 0, output_field=PositiveBigIntegerField())


def published_in(period, prefix="") -> Q:
    """First published on a day of the period."""
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
    """Articles by their views in the period."""

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
        days = DailyViews.objects.filter(kind=KIND, object_id=OuterRef("pk")).between(*self.period).order_by()
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
    """Views in the period of each unit's articles, and how many it published in it."""

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
        live = Q(articles__live=True) & published_in(self.period, "articles__")
        units = Unit.objects.exclude(articles=None).annotate(
            published=Count("articles", filter=live), views=views_in(self.period, articles)
        )
        return units.order_by("-views", "sort_key")


class ViewsByColumnView(PeriodReportView):
    """Views in the period of each column's articles, those of the columns and desks below it among them."""

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
        return NewsIndexPage.objects.annotate(views=views_in(self.period, articles)).order_by("-views", "path")


REPORTS = [
    (TopArticlesView, "bao-cao/tin-bai-xem-nhieu/"),
    (ViewsByUnitView, "bao-cao/theo-don-vi/"),
    (ViewsByColumnView, "bao-cao/theo-chuyen-muc/"),
]


def report_addresses() -> list:
    """An address for each report, and one for its results alone."""
    addresses = []
    for view, address in REPORTS:
        addresses.append(path(address, view.as_view(), name=view.index_url_name))
        results = view.as_view(results_only=True)
        addresses.append(path(f"{address}ket-qua/", results, name=view.index_results_url_name))
    return addresses


def menu_item(number: int) -> MenuItem:
    view, _address = REPORTS[number]
    return MenuItem(view.page_title, reverse(view.index_url_name), icon_name=view.header_icon, order=110 + number)
