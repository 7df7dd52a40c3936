"""Life events and what readers said: small models beside the procedures."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.normalisation import NormalisedTextMixin
from procedures.list_state import ListedModel


class LifeEvent(NormalisedTextMixin, ListedModel, ClusterableModel):
    """An event in a life ("Sinh con") and the procedures that go with it, in the order of doing them."""

    title = models.CharField(_("sự kiện"), max_length=255)
    slug = models.SlugField(_("đường dẫn rút gọn"), max_length=100, unique=True)
    description = models.TextField(_("mô tả"), blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("order"),
        InlinePanel("entries", label=_("thủ tục")),
    ]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("sự kiện trong đời")
        verbose_name_plural = _("sự kiện trong đời")
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('procedure_list')}?su-kien={self.slug}"


class LifeEventProcedure(Orderable):
    """A procedure of a life event."""

    event = ParentalKey(LifeEvent, on_delete=models.CASCADE, related_name="entries")
    procedure = models.ForeignKey("procedures.Procedure", models.CASCADE, related_name="+", verbose_name=_("thủ tục"))

    panels = [FieldPanel("procedure")]

    class Meta(Orderable.Meta):
        verbose_name = _("thủ tục của sự kiện")
        verbose_name_plural = _("thủ tục của sự kiện")

    def __str__(self):
        return str(self.procedure)


class Usefulness(models.Model):
    """Answers to "Trang này có ích không?" for one procedure in one month: two counts and nothing of who answered."""

    procedure = models.ForeignKey(
        "procedures.Procedure", models.CASCADE, related_name="usefulness", verbose_name=_("thủ tục")
    )
    month = models.DateField(_("tháng"), help_text=_("Ngày đầu tháng."))
    yes = models.PositiveIntegerField(_("có ích"), default=0)
    no = models.PositiveIntegerField(_("chưa có ích"), default=0)

    class Meta:
        verbose_name = _("đánh giá của bạn đọc")
        verbose_name_plural = _("đánh giá của bạn đọc")
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["procedure", "month"], name="usefulness_once_a_month")]

    def __str__(self):
        return f"{self.procedure}: {self.yes}/{self.no}"
