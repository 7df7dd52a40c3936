"""The one address of rankings that Wagtail's tree cannot have: it serves no dots."""

from django.urls import re_path

from rankings import files

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+[\w-]+)\.(?P<kind>csv|json)$", files.render_file, name="ranking_file"),
]
