"""Errors below `/api/v1/` are JSON, whether they come from a view, Django's resolver or a middleware."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from news.open_data import api
from site_project.english import LANGUAGE, PREFIX

API_PREFIX = "/api/v1/"
KEPT_HEADERS = ("Allow", "Retry-After")


class JsonErrorsMiddleware:
    """Replaces errors that are not JSON with errors of the API."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < HTTPStatus.MULTIPLE_CHOICES or not is_for_api(request):
            return response
        if response.headers.get("Content-Type", "").startswith("application/json"):
            return response
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response if is_api_after_slash(request) else make_json(request, response, HTTPStatus.NOT_FOUND)
        return make_json(request, response, response.status_code)


def is_for_api(request: HttpRequest) -> bool:
    return f"{request.path.removeprefix(PREFIX)}/".startswith(API_PREFIX)


def is_api_after_slash(request: HttpRequest) -> bool:
    """Whether the address is one of the API once a slash is appended; otherwise it may be a page's."""
    return (resolve(f"{request.path_info.rstrip('/')}/").url_name or "").startswith("api_")


def make_json(request: HttpRequest, response: HttpResponse, status: int) -> HttpResponse:
    """The error as JSON, with the headers that matter."""
    in_english = request.path.startswith(f"{PREFIX}/")
    with translation.override(LANGUAGE if in_english else translation.get_language()):
        answer = api.make_error_response([("", get_reason(status))], status)
    for name in KEPT_HEADERS:
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def get_reason(status: int) -> str:
    """A sentence about the error."""
    if status == HTTPStatus.NOT_FOUND:
        return _("Không có địa chỉ này. Xem mô tả tại /api/.")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return _("Chỉ nhận GET và HEAD.")
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("Yêu cầu không đọc được.")
    return _("Máy chủ gặp lỗi, xin thử lại sau.")
