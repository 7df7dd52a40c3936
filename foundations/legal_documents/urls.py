"""Addresses below /van-ban/."""

from django.urls import path

from foundations.legal_documents import downloads, views

urlpatterns = [
    path("", views.list_documents, name="legal_document_list"),
    path("tai-ve/<slug:form>/", downloads.download_documents, name="legal_document_download"),
    path("<slug:slug>/", views.show_document, name="legal_document"),
]
