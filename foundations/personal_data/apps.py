from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalDataConfig(AppConfig):
    name = "foundations.personal_data"
    verbose_name = _("Dữ liệu cá nhân")
