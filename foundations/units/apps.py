from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "foundations.units"
    verbose_name = _("Cơ quan, đơn vị")
    public_models = ["Unit", "UnitAlias", "UnitCode", "Succession"]
    chosen_by_writers = ["Unit"]
    board_rights = ["add_unit", "change_unit", "view_unit"]
    help_screens = [
        (r"^don-vi/", "don-vi", ""),
    ]

    def ready(self):
        from foundations.old_portals import changed_addresses
        from foundations.units.models import Unit

        changed_addresses.register_model(Unit)
