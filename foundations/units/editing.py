"""The form and the mixins that all pages share (see `editing`)."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from foundations.editing.forms import EditedFormMixin
from foundations.editing.revisions import KeptRevisionsMixin, OptimisticLockingMixin
from foundations.vietnamese.slugs import VietnameseSlugFormMixin

__all__ = ["KeptRevisionsMixin", "OptimisticLockingMixin", "OptimisticLockingPageForm"]


class OptimisticLockingPageForm(EditedFormMixin, VietnameseSlugFormMixin, WagtailAdminPageForm):
    """A page form that refuses to overwrite a version that the user has not seen."""
