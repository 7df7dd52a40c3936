from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorsInterfaceConfig(AppConfig):
    name = "foundations.editors_interface"
    verbose_name = _("Giao diện biên tập")

    def ready(self):
        # Here, as the admin's modules need the app registry.
        from foundations.editors_interface.labels import use_our_words

        use_our_words()
