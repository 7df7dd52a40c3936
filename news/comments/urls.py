"""Addresses below /binh-luan/."""

from django.urls import path

from news.comments import views

urlpatterns = [
    path("<int:pk>/", views.write, name="comment_write"),
    path("<int:pk>/cam-on/", views.thanks, name="comment_thanks"),
]
