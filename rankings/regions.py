"""Regions, by which tables are narrowed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundations.editing.forms import EditedModelForm
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import slugify


class Region(NormalisedTextMixin, models.Model):
    """A part of the country or province by which tables are narrowed, with its units."""

    name = models.CharField(_("tên vùng"), max_length=120, unique=True)
    slug = models.SlugField(_("đường dẫn rút gọn"), max_length=120, unique=True, blank=True)
    units = models.ManyToManyField(Unit, related_name="regions", blank=True, verbose_name=_("đơn vị"))

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("vùng")
        verbose_name_plural = _("vùng")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.slug = self.slug or slugify(self.name, 120)
