"""Agencies over time: their names, the days of their existence, their successors."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from foundations.editing.forms import EditedModelForm
from foundations.searching.folded_columns import build_words_filter
from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import NormalisedTextMixin

MAX_SUCCESSIONS = 10  # followed from a unit to today's; the longest real chain found has 3


class UnitQuerySet(models.QuerySet):
    """Words of queries on units."""

    def valid_on(self, day: datetime.date) -> UnitQuerySet:
        """Units that existed on `day`. An unknown first or last day counts as existing."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def named_like(self, words: str) -> UnitQuerySet:
        """Units whose names hold each of the words, with or without accents."""
        return self.filter(build_words_filter(words, "folded"))

    def alphabetical(self) -> UnitQuerySet:
        """In the order of a Vietnamese dictionary."""
        # Databases sort NULL differently; here unknown first days come first.
        return self.order_by("sort_key", F("valid_from").asc(nulls_first=True), "pk")


class Unit(NormalisedTextMixin, ClusterableModel):
    """One agency under one name, with the days of its existence.

    A rename, merger, split or dissolution adds a new unit and a `Succession`; the old unit is not changed, so that old
    articles and rankings keep the name that was true on their day.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Tỉnh, thành phố")
        DEPARTMENT = "department", _("Sở, ngành")
        BOARD = "board", _("Ban quản lý, ban")
        OFFICE = "office", _("Văn phòng")
        CENTRE = "centre", _("Trung tâm, đơn vị sự nghiệp")
        DISTRICT = "district", _("Huyện, thị xã, thành phố thuộc tỉnh")
        COMMUNE = "commune", _("Xã")
        WARD = "ward", _("Phường")
        TOWN = "town", _("Thị trấn")
        SPECIAL_ZONE = "special_zone", _("Đặc khu")
        OTHER = "other", _("Cơ quan khác")

    name = models.CharField(
        _("tên"), max_length=255, help_text=_("Tên đầy đủ theo văn bản, ví dụ: Sở Nội vụ tỉnh Quảng Ngãi.")
    )
    short_name = models.CharField(_("tên viết tắt"), max_length=60, blank=True)
    slug = models.SlugField(
        _("đường dẫn rút gọn"),
        max_length=255,
        unique=True,
        help_text=_("Phần cuối của địa chỉ trang đơn vị; không dấu, ví dụ: so-noi-vu-quang-ngai."),
    )
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    valid_from = models.DateField(
        _("hoạt động từ ngày"), null=True, blank=True, help_text=_("Để trống nếu chưa rõ ngày thành lập.")
    )
    valid_to = models.DateField(
        _("đến hết ngày"),
        null=True,
        blank=True,
        help_text=_("Ngày cuối cùng còn hoạt động; để trống nếu đang hoạt động."),
    )
    website = models.URLField(_("trang thông tin điện tử"), blank=True)
    source = models.TextField(
        _("nguồn thông tin"), blank=True, help_text=_("Văn bản hoặc trang chính thức làm căn cứ.")
    )
    editors = models.OneToOneField(
        Group,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="unit",
        verbose_name=_("nhóm biên tập"),
        help_text=_("Thành viên nhóm này được viết bài tại trang của đơn vị."),
    )
    writers = models.OneToOneField(
        Group,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="unit_of_writers",
        verbose_name=_("nhóm người viết"),
    )
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    folded = models.TextField(editable=False)

    objects = UnitQuerySet.as_manager()

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        ordering = ["sort_key", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu hoạt động."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc không được trước ngày bắt đầu hoạt động.")})
        if self.pk and self.parent_id and self.pk in self.parent.get_parent_keys():
            raise ValidationError({"parent": _("Đơn vị cấp trên đang chọn lại thuộc chính đơn vị này.")})

    def save(self, *args, **kwargs):
        self.sort_key = make_collation_key(self.name)[:1000]
        self.folded = fold(" ".join([self.name, self.short_name, *(alias.name for alias in self.aliases.all())]))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key", "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("unit", args=[self.slug])

    def get_parent_keys(self) -> list[int]:
        """Primary keys from this unit up to its topmost parent; stops at a circle."""
        line, unit = [], self
        while unit and unit.pk not in line:
            line.append(unit.pk)
            unit = unit.parent
        return line

    def is_valid_on(self, day: datetime.date) -> bool:
        """Whether the unit existed on `day`, by the same rule as `UnitQuerySet.valid_on`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_current(self) -> bool:
        return self.is_valid_on(timezone.localdate())

    def find_current_successors(self) -> list[Unit]:
        """Today's units that replaced this one, in alphabetical order; empty while it exists itself.

        Successions are followed through intermediate units, one query per step.
        """
        today, seen, found = timezone.localdate(), {self.pk}, {}
        step = [self] if not self.is_valid_on(today) else []
        for _step in range(MAX_SUCCESSIONS):
            if not step:
                break
            following = Unit.objects.filter(preceded_by__predecessor__in=step).exclude(pk__in=seen).distinct()
            step = []
            for unit in following:
                seen.add(unit.pk)
                if unit.is_valid_on(today):
                    found[unit.pk] = unit
                else:
                    step.append(unit)
        return sorted(found.values(), key=lambda unit: unit.sort_key)


class UnitAlias(NormalisedTextMixin, models.Model):
    """Another name of the unit in documents and old sites: a spelling, an abbreviation, an account name."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("tên gọi khác"), max_length=255)

    class Meta:
        verbose_name = _("tên gọi khác")
        verbose_name_plural = _("tên gọi khác")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class UnitCode(NormalisedTextMixin, models.Model):
    """A code of the unit in one scheme: statistics office, procedure suffix (H34), an index's own numbering."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(_("hệ mã"), max_length=60, help_text=_("Ví dụ: Tổng cục Thống kê, Mã định danh điện tử."))
    code = models.CharField(_("mã"), max_length=60)

    class Meta:
        verbose_name = _("mã đơn vị")
        verbose_name_plural = _("mã đơn vị")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="unit_code_once_per_scheme",
                violation_error_message=_("Mã này đã được ghi cho một đơn vị khác trong cùng hệ mã."),
            )
        ]

    def __str__(self):
        return f"{self.scheme}: {self.code}"


class Succession(NormalisedTextMixin, models.Model):
    """What became of a unit, when, and the legal basis. A merger of three units is three rows with one successor."""

    class Kind(models.TextChoices):
        RENAME = "rename", _("Đổi tên")
        MERGE = "merge", _("Hợp nhất, sáp nhập")
        SPLIT = "split", _("Chia, tách")
        DISSOLVE = "dissolve", _("Giải thể, kết thúc hoạt động")

    predecessor = ParentalKey(Unit, on_delete=models.CASCADE, related_name="succeeded_by", verbose_name=_("đơn vị cũ"))
    successor = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="preceded_by", verbose_name=_("đơn vị tiếp nhận")
    )
    kind = models.CharField(_("hình thức"), max_length=20, choices=Kind.choices)
    date = models.DateField(_("từ ngày"), help_text=_("Ngày đầu tiên của đơn vị tiếp nhận."))
    legal_basis = models.CharField(_("căn cứ pháp lý"), max_length=500)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("thay đổi tổ chức")
        verbose_name_plural = _("thay đổi tổ chức")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "date"],
                name="succession_once",
                violation_error_message=_("Thay đổi này đã được ghi."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.predecessor} → {self.successor or '—'}"

    def clean(self):
        super().clean()
        if self.successor_id is None and self.kind != self.Kind.DISSOLVE:
            raise ValidationError({"successor": _("Hãy chọn đơn vị tiếp nhận; chỉ khi giải thể mới để trống.")})
        if self.successor_id is not None and self.successor_id == self.predecessor_id:
            raise ValidationError({"successor": _("Đơn vị tiếp nhận phải khác đơn vị cũ.")})
        valid_from = getattr(self.predecessor, "valid_from", None)
        if self.date and valid_from and self.date < valid_from:
            raise ValidationError({"date": _("Ngày thay đổi trước ngày đơn vị cũ bắt đầu hoạt động.")})
