"""Addresses: Vietnamese words without accents; what is no fixed address is Wagtail's page tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from site_project import views

urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tim-kiem/", views.search, name="search"),
    path("don-vi/", views.unit_list, name="unit_list"),
    path("don-vi/<slug:slug>/", views.unit, name="unit"),
    path("tuyen-bo-tiep-can/", views.statement, name="statement"),
    path("phong-cach/", views.style_guide, name="style_guide"),
    path("hien-thi/", views.display, name="display"),
    path("suc-khoe/", views.health, name="health"),
    path("media/images/<str:name>", views.picture_file),
    path("", include("rankings.urls")),
    path("", include(wagtail_urls)),
]
