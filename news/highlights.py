"""Tin nổi bật: what editors put first on the home page and in columns, for the days they say."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from foundations.editing.forms import EditedModelForm

SHOWN_IN_COLUMN = 3


class HighlightQuerySet(models.QuerySet):
    def on(self, day: datetime.date) -> HighlightQuerySet:
        """Those of a day. Days end by the clock alone: stored pages show it once they are `MAX_AGE` old."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def at(self, place: str) -> HighlightQuerySet:
        return self.filter(place__in=[place, Highlight.Place.BOTH])


class Highlight(models.Model):
    """An article that stands first from one day to the end of another."""

    class Place(models.TextChoices):
        BOTH = "both", _("Trang chủ và chuyên mục")
        HOME = "home", _("Trang chủ")
        COLUMN = "column", _("Chuyên mục của bài")

    article = models.ForeignKey(
        "news.ArticlePage", models.CASCADE, related_name="highlights", verbose_name=_("tin, bài")
    )
    place = models.CharField(_("nơi hiển thị"), max_length=10, choices=Place.choices, default=Place.BOTH)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=1, help_text=_("Số nhỏ đứng trước."))
    starts_on = models.DateField(_("từ ngày"), default=timezone.localdate)
    ends_on = models.DateField(_("đến hết ngày"), db_index=True)

    objects = HighlightQuerySet.as_manager()

    panels = [
        PageChooserPanel("article", "news.ArticlePage"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("tin nổi bật")
        verbose_name_plural = _("tin nổi bật")
        ordering = ["order", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="highlight_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return str(self.article)

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")})

    @property
    def state(self) -> str:
        """In words, for editors, as of today."""
        today = timezone.localdate()
        if today < self.starts_on:
            return _("Sắp hiển thị")
        return _("Đang hiển thị") if today <= self.ends_on else _("Đã hết hạn")


def highlighted(articles, place: str, number: int) -> list:
    """The first `number` of `articles` that are highlighted there today, in the editors' order, for listing."""
    rows = Highlight.objects.on(timezone.localdate()).at(place)
    found = articles.filter(highlights__in=rows).for_listing()
    ordered = found.order_by("highlights__order", "-highlights__starts_on", "-highlights__pk")
    unique = {article.pk: article for article in ordered[: 2 * number]}  # one may be highlighted twice
    return list(unique.values())[:number]
