from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalDataConfig(AppConfig):
    name = "foundations.personal_data"
    verbose_name = _("Dữ liệu cá nhân")
    private_models = ["ConsentText", "DataRequest"]
    board_rights = [
        "add_consenttext",
        "change_consenttext",
        "delete_consenttext",
        "view_consenttext",
        "handle_datarequest",
    ]
    help_screens = [
        (r"^(du-lieu-ca-nhan|van-ban-dong-y)/", "gop-y", "yêu-cầu-về-dữ-liệu-cá-nhân"),
    ]
