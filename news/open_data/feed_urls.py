"""Addresses of feeds, below /nguon-tin/."""

from django.urls import path, re_path

from news.open_data import feeds

SCOPES = r"tat-ca|chuyen-muc/[\w/-]+|don-vi/[\w-]+|tu-khoa/[\w-]+|thang/\d{4}-\d\d"

urlpatterns = [
    path("", feeds.show_feed_list, name="feed_list"),
    re_path(rf"^(?P<scope>{SCOPES})\.(?P<form>rss|atom|json)$", feeds.show_feed, name="feed"),
]
