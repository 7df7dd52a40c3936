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
    path("", views.render_list, name="procedure_list"),
    path("tai-ve/<slug:form>/", downloads.download_list, name="procedure_list_download"),
    path("tim-khong-thay/", feedback.store_missed_search, name="procedure_missed"),
    path("quyet-dinh/", views.render_decision_list, name="decision_list"),
    path("quyet-dinh/<int:pk>/", views.render_decision, name="decision"),
    path("<procedure_code:code>/", views.render_procedure, name="procedure"),
    path("<procedure_code:code>/ho-so.txt", views.render_checklist, name="procedure_checklist"),
    path("<procedure_code:code>/thay-doi/", views.render_history, name="procedure_history"),
    path("<procedure_code:code>/niem-yet/", views.render_poster, name="procedure_poster"),
    path("<procedure_code:code>/niem-yet.pdf", views.render_poster_pdf, name="procedure_poster_pdf"),
    path("<procedure_code:code>/ma-qr.svg", views.render_qr, name="procedure_qr"),
    path("<procedure_code:code>/co-ich/", feedback.store_usefulness, name="procedure_useful"),
    path("<procedure_code:code>/tai-ve/<slug:form>/", downloads.download_one, name="procedure_download"),
]
