"""Addresses below /gop-y/."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("", views.write, name="feedback_form"),
    path("da-nhan/<str:signed>/", views.receipt, name="feedback_receipt"),
    path("tra-cuu/", views.look_up, name="feedback_look_up"),
    path("tra-loi/", views.answers, name="feedback_answers"),
    path("tra-loi/<int:pk>/", views.answer, name="feedback_answer"),
]
