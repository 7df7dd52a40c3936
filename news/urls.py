"""Addresses of keyword and archive pages."""

from django.urls import path, re_path

from news import archive, keyword_pages

# `re_path`, since converters of `path` would also accept 2026/1 for 2026/01.
MONTH = "(?P<year>[0-9]{4})/(?P<number>[0-9]{2})"

urlpatterns = [
    path("tu-khoa/", keyword_pages.show_keyword_list, name="keyword_list"),
    path("tu-khoa/<slug:slug>/", keyword_pages.show_keyword, name="keyword"),
    path("luu-tru/", archive.show_archive, name="archive"),
    re_path(rf"^luu-tru/{MONTH}/$", archive.show_month, name="archive_month"),
    re_path(rf"^luu-tru/{MONTH}/(?P<of_month>[0-9]{{2}})/$", archive.show_day, name="archive_day"),
]
