"""Hooks: styles and scripts of the editors' interface, items removed from Wagtail's menus."""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from foundations.editors_interface.labels import get_script_words


@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("editors_interface/admin.css"))


@hooks.register("insert_global_admin_js")
def insert_words_script():
    return format_html(
        '<script src="{}" data-words="{}"></script>',
        static("editors_interface/admin.js"),
        json.dumps(get_script_words()),
    )


@hooks.register("insert_global_admin_js")
def insert_unload_script():
    return format_html('<script src="{}"></script>', static("editors_interface/unsaved.js"))


@hooks.register("insert_global_admin_js")
def insert_errors_script():
    return format_html('<script src="{}"></script>', static("editors_interface/form_errors.js"))


@hooks.register("construct_help_menu")
def remove_foreign_help(request, menu_items):
    """Removes Wagtail's guide and release notes, which are in English on another host."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith(("http:", "https:"))]


@hooks.register("construct_main_menu")
def remove_version(request, menu_items):
    """Removes Wagtail's name and version from the end of the settings menu."""
    for index, item in enumerate(menu_items):
        if item.name == "settings":
            menu_items[index] = SubmenuMenuItem(
                item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order
            )
