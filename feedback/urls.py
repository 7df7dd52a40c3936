"""Addresses below /gop-y/."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("", views.show_form, name="feedback_form"),
    path("da-nhan/<str:signed>/", views.show_receipt, name="feedback_receipt"),
    path("tra-cuu/", views.look_up_case, name="feedback_look_up"),
    path("tra-loi/", views.list_answers, name="feedback_answers"),
    path("tra-loi/<int:pk>/", views.show_answer, name="feedback_answer"),
]
