from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkingDaysConfig(AppConfig):
    name = "foundations.working_days"
    verbose_name = _("Ngày làm việc")
    public_models = ["PublicHoliday"]
    board_rights = ["add_publicholiday", "change_publicholiday", "delete_publicholiday"]
    help_screens = [
        (r"^ngay-nghi-le/", "thu-tuc", "ngày-nghỉ-lễ"),
    ]
