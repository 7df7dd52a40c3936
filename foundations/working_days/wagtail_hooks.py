"""The list of holidays, in the settings menu as several apps use it."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from foundations.searching.admin_lists import EngineViewSet
from foundations.working_days.models import PublicHoliday


class HolidayViewSet(EngineViewSet):
    """The screens of holidays."""

    model = PublicHoliday
    icon = "date"
    menu_label = _("Ngày nghỉ lễ")
    url_prefix = "ngay-nghi-le"
    list_display = [
        "name",
        Column("day", label=_("Ngày"), accessor=lambda found: date_format(found.day, "d/m/Y")),
        Column("is_worked", label=_("Làm bù"), accessor=lambda found: _("có") if found.is_worked else ""),
    ]
    ordering = ["-day"]
    search_fields = ["name"]
    add_to_settings_menu = True


register_snippet(HolidayViewSet)
