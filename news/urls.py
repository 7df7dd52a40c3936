"""Addresses of lists of articles that are no columns."""

from django.urls import path, re_path

from news import archive, keyword_pages

# One address for each month: converters of `path` would take 2026/1 for 2026/01.
MONTH = "(?P<year>[0-9]{4})/(?P<number>[0-9]{2})"

urlpatterns = [
    path("tu-khoa/", keyword_pages.keyword_list, name="keyword_list"),
    path("tu-khoa/<slug:slug>/", keyword_pages.keyword, name="keyword"),
    path("luu-tru/", archive.archive, name="archive"),
    re_path(rf"^luu-tru/{MONTH}/$", archive.month, name="archive_month"),
    re_path(rf"^luu-tru/{MONTH}/(?P<of_month>[0-9]{{2}})/$", archive.day, name="archive_day"),
]
