"""Addresses below /binh-luan/."""

from django.urls import path

from news.comments import views

urlpatterns = [
    path("<int:pk>/", views.show_form, name="comment_write"),
    path("<int:pk>/cam-on/", views.show_thanks, name="comment_thanks"),
]
