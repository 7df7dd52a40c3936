"""Administrative procedures, their fields of activity, life events and what readers said about them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from foundations.editing.forms import EditedModelForm
from foundations.editing.revisions import OptimisticLockingMixin
from foundations.legal_documents.numbers import NumberKeyField
from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.normalisation import NormalisedTextMixin, make_one_line
from foundations.vietnamese.slugs import find_free_slug, slugify
from procedures.choices import Answer, Status
from procedures.decisions import DecisionItem, ListDecision
from procedures.detail import build_detail_context
from procedures.forms import ProcedureForm
from procedures.life_events import LifeEvent, LifeEventProcedure, Usefulness
from procedures.list_state import ListedModel, ListState
from procedures.parts import Agency, Case, Channel, DossierItem, Fee, LegalBasis, Related, Result
from procedures.prepared import PreparedModel, VisibleManager
from procedures.querysets import ProcedureQuerySet
from procedures.reading.choices import FeeState, Kind, Level, Part, Role, ServiceLevel
from procedures.reading.codes import PROVISIONAL, is_code
from procedures.rows_of_revisions import ClusterOfRows

__all__ = [
    "Agency",
    "Case",
    "Channel",
    "DecisionItem",
    "DossierItem",
    "Fee",
    "FieldOfActivity",
    "LegalBasis",
    "LifeEvent",
    "LifeEventProcedure",
    "ListDecision",
    "ListState",
    "Procedure",
    "Related",
    "Result",
    "Usefulness",
]

NATIONAL_PORTAL = "https://dichvucong.gov.vn"


class FieldOfActivity(NormalisedTextMixin, PreparedModel, ListedModel):
    """A field (lĩnh vực) of the national list, such as "Hộ tịch"; 286 of them in 2026."""

    name = models.CharField(_("tên lĩnh vực"), max_length=500, unique=True)
    slug = models.SlugField(max_length=255, unique=True, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)

    objects = VisibleManager()
    everything = models.Manager()

    panels = [FieldPanel("name")]

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("lĩnh vực")
        verbose_name_plural = _("lĩnh vực")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = make_collation_key(self.name)[:1000]
        if not self.slug:
            self.slug = self.make_free_slug()
        super().save(*args, **kwargs)

    def make_free_slug(self) -> str:
        """The address word of the name; where another field has it, with a number."""
        wanted = (slugify(self.name) or "linh-vuc")[:240]
        taken = set(FieldOfActivity.everything.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return find_free_slug(wanted, taken)


class Procedure(
    OptimisticLockingMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    NormalisedTextMixin,
    index.Indexed,
    ListedModel,
    PreparedModel,
    ClusterOfRows,
):
    """An administrative procedure (thủ tục hành chính) with every part of Art. 8 NĐ 63/2010."""

    code = models.CharField(
        _("mã thủ tục"),
        max_length=60,
        unique=True,
        help_text=_("Như trong quyết định công bố, ví dụ 1.004194 hoặc 1.004194.000.00.00.H34."),
        error_messages={"unique": _("Đã có thủ tục mang mã này.")},
    )
    name = models.TextField(_("tên thủ tục"))
    field = models.ForeignKey(
        FieldOfActivity, models.PROTECT, null=True, blank=True, related_name="procedures", verbose_name=_("lĩnh vực")
    )
    levels = models.JSONField(_("cấp thực hiện"), default=list, blank=True)
    kind = models.CharField(_("loại thủ tục"), max_length=20, choices=Kind.choices, blank=True)
    regulation = models.CharField(
        _("thẩm quyền quy định"),
        max_length=255,
        blank=True,
        help_text=_("Ví dụ: TTHC được luật giao quy định chi tiết."),
    )
    subjects = models.JSONField(_("đối tượng thực hiện"), default=list, blank=True)
    reception_address = models.TextField(_("địa chỉ tiếp nhận hồ sơ"), blank=True)
    steps = models.TextField(_("trình tự thực hiện"), blank=True)
    sets = models.CharField(_("số bộ hồ sơ"), max_length=100, blank=True)
    conditions = models.TextField(_("yêu cầu, điều kiện"), blank=True)
    keywords = models.TextField(_("từ khóa"), blank=True)
    english_name = models.TextField(
        _("tên bằng tiếng Anh"), blank=True, help_text=_("Hiển thị ở địa chỉ /en/…, trên tên tiếng Việt.")
    )
    description = models.TextField(_("mô tả"), blank=True)
    service_level = models.CharField(_("mức độ dịch vụ công"), max_length=20, choices=ServiceLevel.choices, blank=True)
    non_territorial = models.BooleanField(_("thực hiện phi địa giới hành chính"), null=True, blank=True)
    confirmed_none = models.JSONField(
        _("đã xác nhận là không có"),
        default=list,
        blank=True,
        help_text=_("Chỉ đánh dấu khi văn bản nói rõ là không có; còn lại trang ghi “Chưa có thông tin”."),
    )
    portal_url = models.URLField(_("địa chỉ trên Cổng Dịch vụ công quốc gia"), max_length=500, blank=True)
    decision_number = models.CharField(_("quyết định công bố hiện hành"), max_length=255, blank=True)
    decision_key = NumberKeyField("decision_number")
    source = models.TextField(_("nguồn dữ liệu"), blank=True)
    checked_on = models.DateField(_("ngày đối chiếu gần nhất"), null=True, blank=True)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    staged_for = models.ForeignKey(  # of a prepared row: the procedure that shall have what it has
        "self", models.SET_NULL, null=True, editable=False, serialize=False, related_name="+"
    )

    objects = VisibleManager.from_queryset(ProcedureQuerySet)()
    everything = ProcedureQuerySet.as_manager()

    base_form_class = ProcedureForm
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("search_text"),
        index.FilterField("live"),
        index.FilterField("code"),
        index.FilterField("field_id"),
        index.FilterField("staged_by"),
    ]

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        ordering = ["sort_key", "code"]
        indexes = [models.Index(fields=["live", "sort_key"], name="procedure_live_order")]

    def __str__(self):
        return f"{self.code} {self.name[:150]}"

    def normalise_text(self):
        super().normalise_text()
        self.name, self.code = make_one_line(self.name), make_one_line(self.code)

    def clean(self):
        super().clean()
        if self.code and not is_code(self.code):
            raise ValidationError({"code": _("Mã phải có dạng 1.004194 hoặc 1.004194.000.00.00.H34.")})

    def save(self, *args, **kwargs):
        self.sort_key = make_collation_key(self.name)[:1000]
        if kwargs.get("update_fields") is not None and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("procedure", args=[self.code])

    @property
    def full_url(self) -> str | None:
        """Where a preview pretends to stand; None while a new procedure has no code."""
        return settings.WAGTAILADMIN_BASE_URL + self.get_absolute_url() if self.code else None

    def get_preview_template(self, request, mode_name):
        return "procedures/procedure.html"

    def get_preview_context(self, request, mode_name):
        return {"request": request, **build_detail_context(self, request.GET)}

    @property
    def title(self) -> str:
        return self.name

    @property
    def search_text(self) -> str:
        """All that is searched, with the name: words in both are then one look into one column of the index."""
        papers = [item.name for case in self.cases.all() for item in case.items.all()]
        texts = [
            self.title,
            self.code,
            self.field.name if self.field else "",
            self.keywords,
            self.description,
            self.steps,
        ]
        texts += [self.conditions, self.decision_number, *(case.name for case in self.cases.all()), *papers]
        texts += [agency.name for agency in self.agencies.all()] + [result.name for result in self.results.all()]
        return "\n".join([*texts, *(basis.number for basis in self.legal_bases.all())])

    @property
    def has_national_code(self) -> bool:
        return not self.code.startswith(PROVISIONAL)

    @property
    def online_address(self) -> str:
        """Where the procedure stands on the national portal; empty if nobody has noted it."""
        return self.portal_url

    @property
    def level_names(self) -> list[str]:
        return [Level(level).label for level in self.levels if level in Level.values]

    @cached_property
    def status(self) -> Status:
        """What the decisions in force today have made of it."""
        return Procedure.objects.statuses([self.pk]).get(self.pk, Status.IN_FORCE)

    def get_agencies(self, role: str) -> list[Agency]:
        return [agency for agency in self.agencies.all() if agency.role == role]

    def find_related(self) -> list[tuple[Related, Procedure | None]]:
        """Each related procedure that is named, and the live one of that code or else of that name. One query."""
        return Procedure.objects.live().match_related(list(self.related.all()))

    def get_answer(self, part: str) -> Answer:
        """Whether a part is stated, confirmed to be none, or not known."""
        if self.is_stated(part):
            return Answer.STATED
        return Answer.NONE if part in self.confirmed_none else Answer.UNKNOWN

    def is_stated(self, part: str) -> bool:
        match part:
            case Part.FEES:
                return any(channel.fee_state != FeeState.UNKNOWN for channel in self.channels.all())
            case Part.DOSSIER:
                return any(case.items.all() for case in self.cases.all())
            case Part.FORMS:
                return any(item.form_name or item.form_id for case in self.cases.all() for item in case.items.all())
            case Part.AUTHORISED | Part.COORDINATING:
                role = Role.AUTHORISED if part == Part.AUTHORISED else Role.COORDINATING
                return bool(self.get_agencies(role))
            case Part.RELATED:
                return bool(self.related.all())
        return bool(getattr(self, part))
