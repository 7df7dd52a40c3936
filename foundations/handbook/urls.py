"""Addresses of the handbook in the editors' interface."""

from django.urls import path

from foundations.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.HandbookView.as_view(), name="index"),
    path("ban-in/", views.WholeHandbookView.as_view(), name="whole"),
    path("<slug:slug>/", views.ChapterView.as_view(), name="chapter"),
]
