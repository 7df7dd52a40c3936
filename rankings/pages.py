"""The pages of rankings: of all indices, of one index, of one edition.

They stand above everything they show: what they hold is in `indices.py`, `editions.py` and `rows.py`, what a reader
sees is built in `contexts.py`, `profiles.py` and `embeds.py`, which take a page and never import its class.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.search.index import SearchField

from foundations.page_copies.pages import CopiesMixin
from foundations.units.editing import OptimisticLockingMixin, OptimisticLockingPageForm
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import VietnameseSlugMixin
from foundations.vietnamese.titles import TitlePanel
from rankings import contexts, embeds, profiles
from rankings.editions import Edition, EditionQuerySet
from rankings.indices import Index
from rankings.panels import RowsPanel

OWN_ADDRESSES = {"don-vi", "so-sanh", "oembed", "nhung"}  # of routes; a page below may not take them


def refuse_own_address(page) -> None:
    if page.slug in OWN_ADDRESSES:
        raise ValidationError({"slug": _("Địa chỉ này dành cho trang có sẵn. Hãy chọn địa chỉ khác.")})


def get_focus() -> models.QuerySet:
    """The units that the board wants marked in every table, as rows with a column `unit`."""
    return RankingsPage.focus_units.through.objects.all()


class RankingsPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, RoutablePageMixin, Page):
    """ "Xếp hạng": all indices; below it the profile of a unit and the comparison of several."""

    introduction = models.TextField(_("giới thiệu"), blank=True)
    focus_units = ParentalManyToManyField(
        Unit,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị được làm nổi"),
        help_text=_("Dòng của các đơn vị này được đánh dấu trong mọi bảng và nêu ở đầu trang Xếp hạng."),
    )

    base_form_class = OptimisticLockingPageForm
    content_panels = [TitlePanel("title"), FieldPanel("introduction"), FieldPanel("focus_units")]
    search_fields = [*Page.search_fields, SearchField("introduction")]
    # Below whatever names it among its own, as the home page does; see also `can_create_at`.
    parent_page_types = None
    subpage_types = ["rankings.IndexPage"]
    max_count = 1
    page_description = _("Trang Xếp hạng: danh sách các chỉ số.")

    class Meta:
        verbose_name = _("trang xếp hạng")
        verbose_name_plural = _("trang xếp hạng")

    @classmethod
    def can_create_at(cls, parent):
        return super().can_create_at(parent) and not parent.is_root()

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **contexts.build_hub_context(self)}

    @path("don-vi/<slug:slug>/", name="profile")
    def profile(self, request, slug):
        return profiles.render_profile(self, request, slug)

    @path("so-sanh/", name="comparison")
    def comparison(self, request):
        return profiles.render_comparison(self, request)

    @path("oembed/", name="oembed")
    def oembed(self, request):
        return embeds.render_oembed(request)

    def get_focus(self) -> models.QuerySet:
        return get_focus()

    def get_indices(self):
        """The indices below that every reader may see."""
        return IndexPage.objects.child_of(self).live().public()

    def get_editions(self) -> EditionQuerySet:
        """All editions that every reader may see, latest first, with their index."""
        return RankingPage.objects.readable().latest_first().select_related("index")


class IndexPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, RoutablePageMixin, Index, Page):
    """The page of an index; below it its editions."""

    base_form_class = OptimisticLockingPageForm
    content_panels = [
        TitlePanel("title"),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("publisher"), FieldPanel("cadence")]),
        FieldRowPanel([FieldPanel("scale_max"), FieldPanel("decimals"), FieldPanel("higher_is_better")]),
        FieldPanel("is_weighted"),
        FieldPanel("meaning"),
        FieldPanel("introduction"),
        FieldPanel("website"),
        FieldPanel("licence"),
        InlinePanel("template_criteria", heading=_("Tiêu chí"), label=_("tiêu chí")),
    ]
    search_fields = [*Page.search_fields, SearchField("short_name"), SearchField("introduction")]
    parent_page_types = ["rankings.RankingsPage"]
    subpage_types = ["rankings.RankingPage"]
    page_description = _("Một chỉ số xếp hạng; bên dưới là các kỳ công bố.")

    class Meta:
        verbose_name = _("chỉ số")
        verbose_name_plural = _("chỉ số")

    def clean(self):
        super().clean()
        refuse_own_address(self)

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **contexts.build_index_context(self, request)}

    @path("nhung/", name="embed")
    def embed(self, request):
        return embeds.render_series(self, request)

    def get_focus(self) -> models.QuerySet:
        return get_focus()


class RankingPageForm(OptimisticLockingPageForm):
    """A new edition of a weighted index expects no total to be the sum of its criteria."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        index = kwargs.get("parent_page")
        if self.instance.pk is None and isinstance(index, IndexPage) and index.is_weighted:
            self.initial["criteria_add_up"] = False


class RankingPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, CopiesMixin, Edition, Page):
    """The page of one edition: its table."""

    objects = PageManager.from_queryset(EditionQuerySet)()

    base_form_class = RankingPageForm
    content_panels = [
        TitlePanel("title", placeholder=_("Ví dụ: PAPI năm 2024")),
        FieldRowPanel([FieldPanel("year"), FieldPanel("period"), FieldPanel("scope")]),
        RowsPanel(heading=_("Bảng số liệu")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
                FieldPanel("source"),
                FieldPanel("source_url"),
                FieldPanel("source_file"),
            ],
            heading=_("Nguồn"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number_ranked"), FieldPanel("scale_max")]),
                FieldPanel("criteria_add_up"),
                InlinePanel("grades", label=_("mức xếp loại"), heading=_("Mức xếp loại của kỳ này, theo tỷ lệ %")),
            ],
            heading=_("Cách tính"),
        ),
        MultiFieldPanel([FieldPanel("series_break"), FieldPanel("break_note")], heading=_("So sánh với kỳ trước")),
        FieldPanel("notes"),
    ]
    search_fields = [
        *Page.search_fields,
        SearchField("decision_number"),
        SearchField("source"),
        SearchField("notes"),
    ]
    parent_page_types = ["rankings.IndexPage"]
    subpage_types = []
    shown_with = ("index",)
    copy_template = "rankings/edition_copy.html"
    page_description = _("Một kỳ công bố của chỉ số, với bảng xếp hạng.")

    class Meta:
        verbose_name = _("kỳ xếp hạng")
        verbose_name_plural = _("kỳ xếp hạng")

    def full_clean(self, *args, **kwargs):
        self.set_place()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.set_place()
        super().minimal_clean()

    def set_place(self) -> None:
        """The index the page stands under, and the order of its period."""
        if self.path and (above := IndexPage.objects.parent_of(self).first()):
            self.index = above
        self.position = (self.year or 0) * 10 + self.Period.values.index(self.period)

    def clean(self):
        super().clean()
        refuse_own_address(self)
        if self.year is not None and not 1990 <= self.year <= 2100:
            raise ValidationError({"year": _("Năm phải từ 1990 đến 2100.")})

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **contexts.build_edition_context(self, request)}

    @path("nhung/", name="embed")
    def embed(self, request):
        return embeds.render_edition(self, request)

    def get_focus(self) -> models.QuerySet:
        return get_focus()

    @cached_property
    def other_editions(self) -> list[RankingPage]:
        """The other readable editions of the index for the same kind of units, latest first."""
        same = RankingPage.objects.readable().filter(index=self.index_id, scope=self.scope)
        return list(same.exclude(pk=self.pk).latest_first())

    @property
    def previous_edition(self) -> RankingPage | None:
        """The edition that changes are computed against; None across a break."""
        if self.series_break:
            return None
        earlier = (
            other
            for other in self.other_editions
            if other.position < self.position and other.period[0] == self.period[0]
        )
        return next(earlier, None)
