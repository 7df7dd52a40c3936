"""Hooks: our list of pictures in place of Wagtail's, scripts and styles of the picture forms."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from foundations.uploads.names import MACHINE_WORDS


@hooks.register("register_admin_urls", order=-1)
def register_listing_urls():
    """At Wagtail's own addresses, which are resolved after these."""
    from foundations.uploads.listing import PictureIndexView  # its base needs the image model on import

    return [
        path("images/", PictureIndexView.as_view()),
        path("images/results/", PictureIndexView.as_view(results_only=True)),
    ]


@hooks.register("insert_editor_js")
def insert_description_script():
    return format_html('<script src="{}"></script>', static("uploads/picture_description.js"))


@hooks.register("insert_global_admin_js")
def insert_name_script():
    return format_html('<script src="{}" data-words="{}"></script>', static("uploads/picture_name.js"), MACHINE_WORDS)


@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("uploads/pictures_admin.css"))
