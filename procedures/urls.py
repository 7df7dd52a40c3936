"""Addresses below /thu-tuc-hanh-chinh/. Codes hold dots, which Wagtail's own addresses do not."""

from django.urls import path, register_converter

from procedures import downloads, feedback, views


class CodeConverter:
    """A code as documents write it, or a provisional one."""

    regex = r"\d\.[0-9A-Za-z.]{1,50}|tam-[0-9a-z-]{1,50}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CodeConverter, "procedure_code")

urlpatterns = [
    path("", views.procedure_list, name="procedure_list"),
    path("tai-ve/<slug:form>/", downloads.whole_list, name="procedure_list_download"),
    path("tim-khong-thay/", feedback.missed, name="procedure_missed"),
    path("quyet-dinh/", views.decision_list, name="decision_list"),
    path("quyet-dinh/<int:pk>/", views.decision, name="decision"),
    path("<procedure_code:code>/", views.procedure, name="procedure"),
    path("<procedure_code:code>/ho-so.txt", views.checklist, name="procedure_checklist"),
    path("<procedure_code:code>/thay-doi/", views.history, name="procedure_history"),
    path("<procedure_code:code>/niem-yet/", views.poster, name="procedure_poster"),
    path("<procedure_code:code>/niem-yet.pdf", views.poster_pdf, name="procedure_poster_pdf"),
    path("<procedure_code:code>/ma-qr.svg", views.qr, name="procedure_qr"),
    path("<procedure_code:code>/co-ich/", feedback.useful, name="procedure_useful"),
    path("<procedure_code:code>/tai-ve/<slug:form>/", downloads.one, name="procedure_download"),
]
