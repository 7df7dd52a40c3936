from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "foundations.units"
    verbose_name = _("Cơ quan, đơn vị")

    def ready(self):
        from foundations.units.memberships import renew_searched_words

        post_save.connect(
            renew_searched_words,
            sender=get_user_model(),
            dispatch_uid="foundations.units.memberships.renew_searched_words",
        )
