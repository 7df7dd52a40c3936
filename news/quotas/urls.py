"""Addresses of quotas in the admin."""

from django.urls import path

from news.quotas import closings, downloads, reports

app_name = "quotas"
urlpatterns = [
    path("", reports.QuotaReportView.as_view(), name="report"),
    path("ket-qua/", reports.QuotaReportView.as_view(results_only=True), name="report_results"),
    path("ban-in/<int:year>/", reports.show_printable_year, name="print"),
    path("don-vi/<int:pk>/", reports.UnitYearView.as_view(), name="unit"),
    path("don-vi/<int:pk>/minh-chung/<str:code>/", downloads.send_unit_pack, name="unit_pack"),
    path("minh-chung/<int:year>/", downloads.send_year_pack, name="year_pack"),
    path("khoa-so/", closings.ClosingsView.as_view(), name="closings"),
    path("khoa-so/<int:pk>/", closings.ClosingView.as_view(), name="closing"),
]
