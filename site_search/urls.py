from django.urls import path

from site_search import views

urlpatterns = [
    path("", views.show_search, name="search"),
    path("goi-y/", views.suggest, name="search_suggest"),
    path("khong-thay/", views.store_missed, name="search_missed"),
]
