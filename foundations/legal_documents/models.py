"""Documents (văn bản) that the site publishes or cites, and relations between them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable
from wagtail.search import index

from foundations.editing.forms import EditedModelForm
from foundations.legal_documents.choices import DocumentKind, Effect, Status
from foundations.legal_documents.numbers import MAX_NUMBER_LENGTH, NumberKeyField, make_number_key, split_tokens
from foundations.legal_documents.querysets import DocumentQuerySet
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import find_free_slug, slugify


class LegalDocument(NormalisedTextMixin, index.Indexed, ClusterableModel):
    """A document with what NĐ 42/2022 Art. 4 requires to publish: form, agency, number, dates, abstract, file."""

    number = models.CharField(_("số, ký hiệu"), max_length=MAX_NUMBER_LENGTH, help_text=_("Ví dụ: 37/QĐ-UBND."))
    number_key = NumberKeyField("number")
    slug = models.SlugField(_("đường dẫn rút gọn"), max_length=160, unique=True, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=30, choices=DocumentKind.choices)
    unit = models.ForeignKey(
        "units.Unit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="legal_documents",
        verbose_name=_("đơn vị trên trang này"),
        help_text=_("Để trống với cơ quan trung ương và cơ quan không có trang ở đây."),
    )
    agency = models.CharField(
        _("cơ quan ban hành"),
        max_length=255,
        blank=True,
        help_text=_("Tên cơ quan như trong văn bản; để trống thì lấy tên đơn vị đã chọn."),
    )
    agency_slug = models.SlugField(max_length=255, editable=False)
    issued_on = models.DateField(_("ngày ban hành"), db_index=True)
    effective_on = models.DateField(
        _("ngày có hiệu lực"), null=True, blank=True, help_text=_("Để trống nếu chưa có thông tin.")
    )
    expires_on = models.DateField(_("hiệu lực đến hết ngày"), null=True, blank=True)
    stated_status = models.CharField(
        _("tình trạng hiệu lực"),
        max_length=20,
        choices=Status.choices,
        default=Status.UNKNOWN,
        help_text=_("Chưa có thông tin thì trang suy ra từ các ngày và từ văn bản thay thế, nếu có."),
    )
    abstract = models.TextField(_("trích yếu"))
    file = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp văn bản"),
    )
    url = models.URLField(_("địa chỉ toàn văn"), max_length=1000, blank=True)
    source = models.TextField(_("nguồn thông tin"), blank=True)
    folded = models.TextField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("agency")]),
                FieldPanel("abstract"),
                FieldPanel("slug"),
            ],
            heading=_("Văn bản"),
        ),
        FieldRowPanel(
            [FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expires_on")], heading=_("Các ngày")
        ),
        FieldPanel("stated_status"),
        InlinePanel("effects", heading=_("Quan hệ với văn bản khác"), label=_("quan hệ")),
        FieldRowPanel([FieldPanel("file"), FieldPanel("url")], heading=_("Toàn văn")),
        FieldPanel("source"),
    ]
    search_fields = [
        index.SearchField("number"),
        index.SearchField("abstract"),
        index.AutocompleteField("number"),
        index.AutocompleteField("abstract"),
        index.FilterField("kind"),
    ]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number_key", "agency_slug", "issued_on"], name="document_once"),
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(effective_on=None) | Q(expires_on=None) | Q(expires_on__gte=models.F("effective_on")),
                violation_error_message=_("Ngày hết hiệu lực không được trước ngày có hiệu lực."),
            ),
        ]

    def __str__(self):
        return f"{self.number} ({self.issued_on:%d/%m/%Y})" if self.issued_on else self.number

    def clean(self):
        super().clean()
        if not make_number_key(self.number or ""):
            raise ValidationError({"number": _("Số, ký hiệu phải có chữ hoặc số.")})
        if not (self.agency or self.unit_id):
            raise ValidationError({"agency": _("Hãy chọn đơn vị hoặc ghi tên cơ quan ban hành.")})
        self.fill_agency()
        same = LegalDocument.objects.filter(
            number_key=make_number_key(self.number), agency_slug=self.agency_slug, issued_on=self.issued_on
        )
        if self.issued_on and same.exclude(pk=self.pk).exists():
            raise ValidationError({"number": _("Văn bản mang số này, của cơ quan này, ngày này đã có.")})

    def save(self, *args, **kwargs):
        self.fill_agency()
        self.number_key = make_number_key(self.number)
        self.slug = self.slug or self.make_free_slug()
        self.folded = self.make_searched_text()
        super().save(*args, **kwargs)

    def fill_agency(self) -> None:
        """Sets the agency's name from the unit if it is empty, and the slug by which lists are filtered."""
        self.agency = self.agency or (self.unit.name if self.unit else "")
        self.agency_slug = (self.unit.slug if self.unit else slugify(self.agency)) or "chua-ro"

    def make_free_slug(self) -> str:
        """`37-qd-ubnd-2022`, `63-2010-nd-cp`; with a number appended if another document has that slug."""
        year = str(self.issued_on)[:4]
        wanted = slugify(self.number if year in self.number else f"{self.number} {year}")[:140]
        taken = set(LegalDocument.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return find_free_slug(wanted, taken)

    def make_searched_text(self) -> str:
        """The folded text that is searched, with blanks around each word: number in parts and whole, date, words."""
        words = [self.number, f"{self.issued_on:%d/%m/%Y}", self.get_kind_display(), self.agency, self.abstract]
        return f" {' '.join([*(token for text in words for token in split_tokens(str(text))), fold(self.number_key)])} "

    def get_absolute_url(self):
        return reverse("legal_document", args=[self.slug])

    @property
    def title(self) -> str:
        """`Quyết định số 37/QĐ-UBND`; laws are called by their name."""
        return _("%(kind)s số %(number)s") % {"kind": self.get_kind_display(), "number": self.number}

    @cached_property
    def status(self) -> Status:
        """The status today; needs a query unless the document was loaded `with_status`."""
        known = getattr(self, "status_now", None)
        if known is None:
            known = LegalDocument.objects.with_status().values_list("status_now", flat=True).get(pk=self.pk)
        return Status(known)

    @property
    def is_over(self) -> bool:
        return self.status == Status.OVER

    @property
    def status_label(self) -> str:
        return self.status.label


class Relation(Orderable):
    """What one document does to another: replaces, amends, …"""

    source = ParentalKey(LegalDocument, on_delete=models.CASCADE, related_name="effects")
    effect = models.CharField(_("quan hệ"), max_length=20, choices=Effect.choices)
    target = models.ForeignKey(LegalDocument, models.PROTECT, related_name="affected_by", verbose_name=_("văn bản"))
    note = models.CharField(_("điều, khoản"), max_length=255, blank=True)

    panels = [FieldRowPanel([FieldPanel("effect"), FieldPanel("target")]), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("quan hệ giữa hai văn bản")
        verbose_name_plural = _("quan hệ giữa các văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "effect", "target"],
                name="relation_once",
                violation_error_message=_("Quan hệ này đã được ghi."),
            )
        ]

    def __str__(self):
        return f"{self.get_effect_display()}: {self.target}"

    def clean(self):
        super().clean()
        if self.target_id is not None and self.target_id == self.source_id:
            raise ValidationError({"target": _("Hãy chọn một văn bản khác với chính văn bản này.")})
