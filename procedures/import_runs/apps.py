from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportRunsConfig(AppConfig):
    name = "procedures.import_runs"
    verbose_name = _("Nhập thủ tục hành chính")
    private_models = ["ImportRow", "ImportRun"]
    help_screens = [(r"^nhap-thu-tuc/", "thu-tuc", "nhập-từ-tệp")]
