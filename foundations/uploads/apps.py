from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.uploads.differences import WAGTAIL_DIFFERENCES


class UploadsConfig(AppConfig):
    name = "foundations.uploads"
    verbose_name = _("Ảnh và tệp tải lên")
    wagtail_differences = WAGTAIL_DIFFERENCES
    public_models = ["Picture"]
    private_models = ["PictureRendition"]
    board_collection_rights = [
        "add_image",
        "change_image",
        "delete_image",
        "choose_image",
        "add_document",
        "change_document",
        "delete_document",
        "choose_document",
    ]
    help_screens = [
        (r"^images/", "anh", ""),
        (r"^documents/", "bang-tep-van-ban", "tệp-đính-kèm"),
    ]

    def ready(self):
        from foundations.editors_interface import admin_gate
        from foundations.uploads.models import may_choose

        admin_gate.register_rule("wagtailimages_chooser", "select_format", may_choose)
