"""Addresses: Vietnamese words without accents; what is no fixed address is Wagtail's page tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from counters.views import counting_method
from site_project import quota_pages, views

urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tim-kiem/", views.search, name="search"),
    path("thu-tuc-hanh-chinh/", include("procedures.urls")),
    path("binh-luan/", include("news.comments.urls")),
    path("gop-y/", include("feedback.urls")),
    path("don-vi/", views.unit_list, name="unit_list"),
    path("don-vi/<slug:slug>/", views.unit, name="unit"),
    path("chi-tieu-tin-bai/", quota_pages.matrix, name="quota_matrix"),
    path("chi-tieu-tin-bai/<slug:slug>/", quota_pages.unit, name="quota_unit"),
    path("tuyen-bo-tiep-can/", views.statement, name="statement"),
    path("cach-dem/", counting_method, name="counting_method"),
    path("phong-cach/", views.style_guide, name="style_guide"),
    path("hien-thi/", views.display, name="display"),
    path("suc-khoe/", views.health, name="health"),
    path("media/images/<str:name>", views.picture_file),
    path("", include("rankings.urls")),
    path("", include(wagtail_urls)),
]
