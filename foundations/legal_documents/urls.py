"""Addresses below /van-ban/."""

from django.urls import path

from foundations.legal_documents import downloads, views

urlpatterns = [
    path("", views.document_list, name="legal_document_list"),
    path("tai-ve/<slug:form>/", downloads.download, name="legal_document_download"),
    path("<slug:slug>/", views.document, name="legal_document"),
]
