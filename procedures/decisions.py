"""List decisions (quyết định công bố danh mục): what each does to which procedure, and from when."""

from __future__ import annotations

import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from foundations.editing.forms import EditedModelForm
from foundations.legal_documents.numbers import NumberKeyField
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from procedures.choices import Action
from procedures.list_state import ListedModel


class ListDecision(NormalisedTextMixin, ListedModel, ClusterableModel):
    """A decision that announces new, amended, replaced and abolished procedures. One often carries all four kinds."""

    number = models.CharField(_("số, ký hiệu"), max_length=100, help_text=_("Ví dụ: 3218/QĐ-UBND."))
    number_key = NumberKeyField("number")
    issued_on = models.DateField(_("ngày ban hành"))
    effective_from = models.DateField(
        _("có hiệu lực từ ngày"), help_text=_("Tình trạng của thủ tục đổi theo quyết định từ ngày này.")
    )
    agency = models.CharField(_("cơ quan ban hành"), max_length=255)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("đơn vị trên trang này")
    )
    title = models.TextField(_("trích yếu"), blank=True)
    file = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp quyết định"),
    )
    url = models.URLField(_("địa chỉ văn bản gốc"), max_length=1000, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on"), FieldPanel("effective_from")]),
        FieldRowPanel([FieldPanel("agency"), FieldPanel("unit")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("file"), FieldPanel("url")]),
        InlinePanel("items", label=_("thủ tục")),
    ]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("quyết định công bố")
        verbose_name_plural = _("quyết định công bố")
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issued_on"],
                name="decision_once",
                violation_error_message=_("Quyết định này đã được ghi."),
            )
        ]

    def get_absolute_url(self):
        return reverse("decision", args=[self.pk])

    def __str__(self):
        return f"{self.number} ({self.issued_on:%d/%m/%Y})" if self.issued_on else self.number


class DecisionItemQuerySet(models.QuerySet):
    def in_force_on(self, day: datetime.date) -> DecisionItemQuerySet:
        return self.filter(decision__effective_from__lte=day)

    def newest_first(self) -> DecisionItemQuerySet:
        return self.order_by("-decision__effective_from", "-decision_id", "-pk")


class DecisionItem(NormalisedTextMixin, Orderable):
    """What one decision does to one procedure."""

    decision = ParentalKey(ListDecision, on_delete=models.CASCADE, related_name="items")
    procedure = models.ForeignKey(
        "procedures.Procedure",
        models.PROTECT,
        related_name="decision_items",
        verbose_name=_("thủ tục"),
    )
    action = models.CharField(_("nội dung"), max_length=20, choices=Action.choices)
    successor = models.ForeignKey(
        "procedures.Procedure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessor_items",
        verbose_name=_("thủ tục thay thế"),
        help_text=_("Khi thay thế hoặc bãi bỏ: thủ tục mà người dân thực hiện từ nay."),
    )
    basis = models.TextField(_("văn bản quy định việc sửa đổi, bãi bỏ"), blank=True)

    objects = DecisionItemQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("procedure"), FieldPanel("action")]),
        FieldPanel("successor"),
        FieldPanel("basis"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("thủ tục trong quyết định")
        verbose_name_plural = _("thủ tục trong quyết định")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "procedure"],
                name="procedure_once_per_decision",
                violation_error_message=_("Một quyết định chỉ ghi mỗi thủ tục một lần."),
            )
        ]

    def __str__(self):
        return f"{self.get_action_display()}: {self.procedure_id}"
