"""What the editors' interface looks like and which items of Wagtail's menus it leaves out."""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from foundations.editors_interface.labels import script_words


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("editors_interface/admin.css"))


@hooks.register("insert_global_admin_js")
def our_words():
    return format_html(
        '<script src="{}" data-words="{}"></script>', static("editors_interface/admin.js"), json.dumps(script_words())
    )


@hooks.register("insert_global_admin_js")
def nothing_typed_is_lost():
    return format_html('<script src="{}"></script>', static("editors_interface/unsaved.js"))


@hooks.register("insert_global_admin_js")
def errors_lead_to_their_fields():
    return format_html('<script src="{}"></script>', static("editors_interface/form_errors.js"))


@hooks.register("construct_help_menu")
def help_stays_on_the_site(request, menu_items):
    """Wagtail's guide and release notes are in English, on another host."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith(("http:", "https:"))]


@hooks.register("construct_main_menu")
def settings_without_version(request, menu_items):
    """The submenu of settings ends with Wagtail's name and version, which editors have no use for."""
    for index, item in enumerate(menu_items):
        if item.name == "settings":
            menu_items[index] = SubmenuMenuItem(
                item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order
            )
