"""Addresses: Vietnamese words without accents; what is no fixed address is Wagtail's page tree."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from foundations.counters.views import show_counting_method
from foundations.delivery import served_files
from foundations.delivery import views as delivery_views
from foundations.members.accepting import show_invitation
from news import unit_pages
from news.open_data import api
from news.quotas import public_pages
from site_project import machine_files, sitemaps, views

urlpatterns = [
    path("quan-tri/", include("foundations.authentication.urls")),
    path("quan-tri/nhan-loi-moi/<str:token>/", show_invitation, name="accept_invitation"),
    path("quan-tri/", include("foundations.editors_interface.exported_reports")),
    path("quan-tri/", include("news.newsroom.reviewing.urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    re_path(r"^tai-lieu/(\d+)/(.*)$", served_files.serve_public_document),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tim-kiem/", include("site_search.urls")),
    path("thu-tuc-hanh-chinh/", include("procedures.urls")),
    path("sitemap.xml", sitemaps.show_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.show_part, name="sitemap_part"),
    path("robots.txt", machine_files.show_robots, name="robots"),
    path(".well-known/security.txt", machine_files.show_security, name="security"),
    path("manifest.webmanifest", machine_files.show_manifest, name="manifest"),
    path("favicon.ico", machine_files.show_favicon),
    path("so-do-trang/", machine_files.show_site_map, name="site_map"),
    path("api/", machine_files.show_api_guide, name="api_guide"),
    path("api/v1/openapi.json", api.show_description, name="api_description"),
    path("api/v1/tin-bai/", api.list_articles, name="api_articles"),
    path("api/v1/tin-bai/<str:number>/", api.show_article, name="api_article"),
    path("nguon-tin/", include("news.open_data.feed_urls")),
    path("van-ban/", include("foundations.legal_documents.urls")),
    path("binh-luan/", include("news.comments.urls")),
    path("gop-y/", include("feedback.urls")),
    path("don-vi/", unit_pages.show_unit_list, name="unit_list"),
    path("don-vi/<slug:slug>/", unit_pages.show_unit, name="unit"),
    path("chi-tieu-tin-bai/", views.require_public_quotas(public_pages.show_matrix), name="quota_matrix"),
    path("chi-tieu-tin-bai/<slug:slug>/", views.require_public_quotas(public_pages.show_unit), name="quota_unit"),
    path("tuyen-bo-tiep-can/", views.show_statement, name="statement"),
    path("cach-dem/", show_counting_method, name="counting_method"),
    path("phong-cach/", views.show_style_guide, name="style_guide"),
    path("hien-thi/", delivery_views.store_display, name="display"),
    path("suc-khoe/", delivery_views.show_health, name="health"),
    path("media/images/<str:name>", served_files.serve_picture),
    path("", include("news.urls")),
    path("", include("rankings.urls")),
    path("", include(wagtail_urls)),
]
