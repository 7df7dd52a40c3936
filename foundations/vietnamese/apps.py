"""The app of everything that Vietnamese spelling asks for."""

from django.apps import AppConfig
from django.db import models

from foundations.vietnamese.differences import WAGTAIL_DIFFERENCES


class VietnameseConfig(AppConfig):
    """Gives every slug field of the editors' interface our widget; keeps out of every model what is no text."""

    name = "foundations.vietnamese"
    wagtail_differences = WAGTAIL_DIFFERENCES

    def ready(self):
        # Here, as the admin's modules need the app registry, and as edit forms are built on first use.
        from wagtail.admin.forms.models import register_form_field_override

        from foundations.vietnamese.characters import clean_stored_texts
        from foundations.vietnamese.slugs import VietnameseSlugInput

        register_form_field_override(models.SlugField, override={"widget": VietnameseSlugInput})
        models.signals.pre_save.connect(clean_stored_texts, dispatch_uid="foundations.vietnamese.characters")
