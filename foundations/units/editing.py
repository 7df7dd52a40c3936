"""What all pages share that editors write: their form, and their versions (see `editing`)."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from foundations.editing.forms import EditedFormMixin
from foundations.editing.revisions import KeptRevisionsMixin, OptimisticLockingMixin
from foundations.vietnamese.slugs import VietnameseSlugFormMixin

__all__ = ["KeptRevisionsMixin", "OptimisticLockingMixin", "OptimisticLockingPageForm"]


class OptimisticLockingPageForm(EditedFormMixin, VietnameseSlugFormMixin, WagtailAdminPageForm):
    """A page form that refuses to save over a version its user has not seen."""
