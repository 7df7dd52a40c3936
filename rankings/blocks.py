"""Rankings inside articles. `apps.RankingsConfig` offers these blocks to the bodies of articles."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from rankings.embeds import build_edition_embed, build_series_embed


class RankingBlock(blocks.StructBlock):
    """The first rows of an edition, or some units of it."""

    edition = blocks.PageChooserBlock(page_type="rankings.RankingPage", label=_("Kỳ xếp hạng"))
    rows = blocks.IntegerBlock(
        label=_("Số dòng"), default=10, min_value=1, max_value=100, help_text=_("Tính từ hạng cao nhất.")
    )
    units = blocks.ListBlock(
        SnippetChooserBlock("units.Unit", label=_("Đơn vị")),
        label=_("Chỉ các đơn vị này"),
        default=[],
        required=False,
        min_num=0,
        help_text=_("Để trống thì lấy theo thứ hạng; đơn vị được làm nổi luôn có mặt."),
    )
    shows_chart = blocks.BooleanBlock(label=_("Kèm biểu đồ"), required=False, default=True)

    class Meta:
        label = _("Bảng xếp hạng")
        icon = "list-ol"
        template = "rankings/blocks/edition.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = value["edition"].specific if value["edition"] else None
        if page is None or not page.live or page.get_view_restrictions().exists():
            return {**context, "page": None}
        parameters = QueryDict(mutable=True)
        parameters["so-dong"] = str(value["rows"])
        parameters.setlist("don-vi", [unit.slug for unit in value["units"] if unit])
        return {
            **context,
            **build_edition_embed(page, parameters),
            "shows_chart": value["shows_chart"],
            "block_id": f"{page.pk}-{value['rows']}-{'-'.join(parameters.getlist('don-vi'))}",
        }


class RankingSeriesBlock(blocks.StructBlock):
    """Units through the editions of an index."""

    index = blocks.PageChooserBlock(page_type="rankings.IndexPage", label=_("Chỉ số"))
    units = blocks.ListBlock(
        SnippetChooserBlock("units.Unit", label=_("Đơn vị")), label=_("Đơn vị"), min_num=1, max_num=6
    )

    class Meta:
        label = _("Diễn biến của đơn vị qua các kỳ")
        icon = "history"
        template = "rankings/blocks/series.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = value["index"].specific if value["index"] else None
        if page is None or not page.live:
            return {**context, "page": None}
        units = [unit for unit in value["units"] if unit]
        return {**context, **build_series_embed(page, units), "block_id": f"dien-bien-{page.pk}-{len(units)}-"}
