"""The repeated parts of a procedure: agencies, channels with fees, cases with dossier items, results, legal basis."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from foundations.legal_documents.numbers import NumberKeyField
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.templatetags.vietnamese import grouped
from procedures.reading.choices import FeeKind, FeeState, Role, TimeUnit, Way
from procedures.rows_of_revisions import ClusterOfRows


class Agency(NormalisedTextMixin, Orderable):
    """An agency as the document names it, and the unit of this site that it is, if there is one."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="agencies")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    name = models.CharField(_("tên cơ quan"), max_length=1000)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("đơn vị trên trang này")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")

    def __str__(self):
        return self.name


class Channel(NormalisedTextMixin, Orderable, ClusterOfRows):
    """One way of handing the dossier in, with its time limit and what it costs."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="channels")
    way = models.CharField(_("hình thức nộp"), max_length=20, choices=Way.choices)
    time_amount = models.DecimalField(_("thời hạn"), max_digits=8, decimal_places=2, null=True, blank=True)
    time_unit = models.CharField(_("đơn vị thời gian"), max_length=20, choices=TimeUnit.choices, blank=True)
    time_text = models.TextField(
        _("thời hạn ghi bằng chữ"), blank=True, help_text=_("Nguyên văn, nếu văn bản không ghi thành một con số.")
    )
    fee_state = models.CharField(
        _("phí, lệ phí"),
        max_length=20,
        choices=FeeState.choices,
        default=FeeState.UNKNOWN,
        help_text=_("Chỉ chọn “Miễn phí” khi văn bản ghi rõ."),
    )
    description = models.TextField(_("mô tả"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("way"), FieldPanel("time_amount"), FieldPanel("time_unit")]),
        FieldPanel("time_text"),
        FieldPanel("fee_state"),
        InlinePanel("fees", label=_("khoản phí, lệ phí")),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("cách thức thực hiện")
        verbose_name_plural = _("cách thức thực hiện")

    def __str__(self):
        return f"{self.get_way_display()}: {self.time_limit or '—'}"

    @property
    def time_limit(self) -> str:
        """The limit for reading: `5 ngày làm việc`, with what is said of it ("kể từ ngày nhận đủ hồ sơ"); a number
        without a unit as the source has it; or empty."""
        if self.time_amount is None:
            return self.time_text
        amount = grouped(self.time_amount.normalize() if self.time_amount % 1 else int(self.time_amount))
        if not self.time_unit:
            return str(_("%s (nguồn không ghi đơn vị thời gian)") % amount)
        return f"{amount} {self.get_time_unit_display()} {self.time_text}".strip()


class Fee(NormalisedTextMixin, Orderable):
    """One fee of a channel: an amount, or words if the document gives no single amount."""

    channel = ParentalKey(Channel, on_delete=models.CASCADE, related_name="fees")
    kind = models.CharField(_("loại"), max_length=20, choices=FeeKind.choices, default=FeeKind.ANY)
    amount = models.DecimalField(_("số tiền"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("đơn vị tiền"), max_length=10, default="đồng", blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("khoản phí, lệ phí")
        verbose_name_plural = _("khoản phí, lệ phí")

    def __str__(self):
        if self.amount is None:
            return self.note
        amount = grouped(self.amount.normalize() if self.amount % 1 else int(self.amount))
        return f"{amount} {self.currency}".strip()


class Case(NormalisedTextMixin, Orderable, ClusterOfRows):
    """A case (trường hợp) with the dossier it asks for. A single case often has no name."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="cases")
    name = models.TextField(_("trường hợp"), blank=True, help_text=_("Để trống nếu thủ tục chỉ có một trường hợp."))

    panels = [FieldPanel("name"), InlinePanel("items", label=_("giấy tờ"))]

    class Meta(Orderable.Meta):
        verbose_name = _("trường hợp")
        verbose_name_plural = _("trường hợp")

    def __str__(self):
        return self.name or str(_("Hồ sơ"))


class DossierItem(NormalisedTextMixin, Orderable):
    """A paper of the dossier. Empty counts are not known; 0 and 0 is a remark rather than a paper."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="items")
    name = models.TextField(_("tên giấy tờ"))
    originals = models.PositiveSmallIntegerField(_("bản chính"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("bản sao"), null=True, blank=True)
    form_name = models.CharField(_("tên mẫu đơn, tờ khai"), max_length=500, blank=True)
    form_url = models.URLField(_("địa chỉ mẫu đơn"), max_length=1000, blank=True)
    form = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp mẫu đơn, tờ khai"),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("originals"), FieldPanel("copies")]),
        FieldRowPanel([FieldPanel("form"), FieldPanel("form_name"), FieldPanel("form_url")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("giấy tờ")
        verbose_name_plural = _("giấy tờ")

    def __str__(self):
        return self.name[:100]

    @property
    def is_remark(self) -> bool:
        """Whether the source lists it among the papers though nothing is to be handed in."""
        return self.originals == 0 and self.copies in {0, None} and not (self.form_id or self.form_name)


class Result(NormalisedTextMixin, Orderable):
    """What the applicant receives."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="results")
    name = models.TextField(_("kết quả"))
    code = models.CharField(_("mã kết quả"), max_length=40, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("kết quả")
        verbose_name_plural = _("kết quả")

    def __str__(self):
        return self.name[:100]


class LegalBasis(NormalisedTextMixin, Orderable):
    """A document that the procedure rests on."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="legal_bases")
    title = models.TextField(_("tên văn bản"), blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=100, blank=True)
    number_key = NumberKeyField("number")
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    agency = models.CharField(_("cơ quan ban hành"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("căn cứ pháp lý")
        verbose_name_plural = _("căn cứ pháp lý")

    def __str__(self):
        return self.number or self.title[:100]


class Related(NormalisedTextMixin, Orderable):
    """Another procedure that belongs with this one; linked where its code is in the list."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="related")
    code = models.CharField(_("mã thủ tục"), max_length=60, blank=True)
    name = models.TextField(_("tên thủ tục"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("thủ tục liên quan")
        verbose_name_plural = _("thủ tục liên quan")

    def __str__(self):
        return self.name[:100] or self.code
